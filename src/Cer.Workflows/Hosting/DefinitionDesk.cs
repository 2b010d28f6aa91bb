using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;

namespace Cer.Workflows.Hosting;

/// <summary>Where definitions are drafted, published, taken back and brought in.</summary>
public sealed class DefinitionDesk(HostServices host, IDefinitionStore store)
{
    private readonly DefinitionCheck _check = new(host.Catalog, host.Expressions);
    private readonly TriggerPlan _plan = new(host);

    /// <summary>Saves a draft; what is wrong with it is told, and does not stop it.</summary>
    /// <exception cref="DefinitionConflictException">Somebody else has changed it.</exception>
    public async Task<(SavedDefinition Saved, IReadOnlyList<Problem> Problems)> SaveAsync(
        int tenant, WorkflowDefinition definition, DefinitionRevision? expected, string who, CancellationToken cancellation)
    {
        var saved = await store.SaveAsync(tenant, definition, expected, who, cancellation);
        return (saved, _check.Check(saved.Definition));
    }

    /// <summary>Publishes the latest version, unless a problem prevents it.</summary>
    /// <exception cref="DefinitionException">There is no such definition.</exception>
    /// <exception cref="DefinitionConflictException">Somebody else has changed it.</exception>
    public async Task<PublishResult> PublishAsync(
        int tenant, string definitionId, DefinitionRevision? expected, CancellationToken cancellation)
    {
        var latest = await store.FindAsync(tenant, definitionId, null, cancellation)
            ?? throw new DefinitionException($"Found no workflow definition '{definitionId}', expected one that is there.");
        if (expected is { } known && known != latest.Revision) throw new DefinitionConflictException(definitionId, known, latest.Revision);
        List<Problem> problems = [.. _check.Check(latest.Definition)];
        IReadOnlyList<Trigger> triggers = [];
        try
        {
            triggers = await _plan.OfAsync(latest.Definition, tenant, host.Time.GetUtcNow(), cancellation);
            problems.AddRange(await SamePathsAsync(tenant, definitionId, triggers, cancellation));
        }
        catch (DefinitionException fault)
        {
            problems.Add(new(null, null, fault.Message));
        }

        if (problems.Exists(problem => problem.Prevents)) return new(null, problems);
        await store.PublishAsync(tenant, definitionId, latest.Revision, triggers, cancellation);
        return new(await store.FindAsync(tenant, definitionId, latest.Revision.Version, cancellation), problems);
    }

    /// <summary>No version is published any more; what runs goes on.</summary>
    public ValueTask<bool> RetractAsync(int tenant, string definitionId, CancellationToken cancellation) =>
        store.RetractAsync(tenant, definitionId, cancellation);

    /// <summary>Copies an old version into a new draft.</summary>
    /// <exception cref="DefinitionException">There is no such version.</exception>
    public async Task<SavedDefinition> RevertAsync(
        int tenant, string definitionId, int version, string who, CancellationToken cancellation)
    {
        var old = await store.FindAsync(tenant, definitionId, version, cancellation)
            ?? throw new DefinitionException($"Found no version {version} of the workflow '{definitionId}', expected one that is there.");
        var latest = await store.FindAsync(tenant, definitionId, null, cancellation);
        return await store.SaveAsync(tenant, old.Definition, latest?.Revision, who, cancellation, always: true);
    }

    /// <summary>Brings many in as drafts, each over the latest version that is there: all of them, or none is read.</summary>
    /// <exception cref="DefinitionException">One is no definition; the sentence begins with its place.</exception>
    public async Task<IReadOnlyList<SavedDefinition>> ImportAsync(
        int tenant, IReadOnlyList<string> texts, string who, CancellationToken cancellation)
    {
        List<WorkflowDefinition> read = [];
        for (var i = 0; i < texts.Count; i++)
        {
            try
            {
                read.Add(DefinitionText.Read(texts[i]));
            }
            catch (DefinitionException fault)
            {
                throw new DefinitionException($"Definition {i + 1}: {fault.Message}");
            }
        }

        List<SavedDefinition> saved = [];
        foreach (var one in read)
        {
            var latest = await store.FindAsync(tenant, one.DefinitionId, null, cancellation);
            saved.Add(await store.SaveAsync(tenant, one, latest?.Revision, who, cancellation));
        }

        return saved;
    }

    /// <summary>The latest versions of many as text; all of them when none is named.</summary>
    public async Task<IReadOnlyList<(string DefinitionId, string Text)>> ExportAsync(
        int tenant, IReadOnlyCollection<string> definitionIds, CancellationToken cancellation) =>
    [
        .. (await store.ListAsync(tenant, cancellation))
            .Where(one => definitionIds.Count == 0 || definitionIds.Contains(one.Definition.DefinitionId))
            .Select(one => (one.Definition.DefinitionId, DefinitionText.Write(one.Definition))),
    ];

    private async Task<IEnumerable<Problem>> SamePathsAsync(
        int tenant, string definitionId, IReadOnlyList<Trigger> triggers, CancellationToken cancellation)
    {
        var own = triggers.Where(one => one.Kind == "HttpEndpoint").ToList();
        if (own.Count == 0) return [];
        var others = (await store.EndpointsAsync(tenant, definitionId, cancellation)).SelectMany(Paths)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return own
            .Where(one => Paths(one).Any(others.Contains))
            .Select(one => new Problem(one.ActivityId, "path",
                $"Found '{one.Key}' at another published workflow, expected a path of its own: change one of them."));
    }

    private static IEnumerable<string> Paths(Trigger trigger) =>
        (trigger.Payload.GetValueOrDefault("methods") as List<object?> ?? []).Select(method => $"{method} {trigger.Key}");
}
