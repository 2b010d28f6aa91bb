using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Reads every run over a month: nothing that was settled is ever overwritten.</summary>
public interface IRunHistory
{
    /// <summary>The runs over a month, the newest first, each with what it changed; empty when there is none.</summary>
    Task<IReadOnlyList<RunOfMonth>> RunsAsync(CommunityId community, YearMonth month, CancellationToken cancellation);
}
