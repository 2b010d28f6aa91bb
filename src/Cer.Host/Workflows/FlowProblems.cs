using System.Collections.Concurrent;
using Cer.Workflows.Checking;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>What is wrong with the versions that are kept; each is looked at once.</summary>
internal sealed class FlowProblems(HostServices host)
{
    private const int MostKept = 2_000;

    private readonly DefinitionCheck _check = new(host.Catalog, host.Expressions);
    private readonly ConcurrentDictionary<(int, string, int), IReadOnlyList<Problem>> _known = new();

    public IReadOnlyList<Problem> Of(int tenant, SavedDefinition saved)
    {
        var key = (tenant, saved.Definition.VersionId, saved.Revision.Revision);
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count >= MostKept) _known.Clear();
        return _known[key] = _check.Check(saved.Definition);
    }
}
