using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A run as it is kept, with the rows of the runs it stands on; without hours and members, which are asked for.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Run">The run.</param>
/// <param name="Latest">The months of which no run came after it, nor after what it stands on.</param>
public sealed record KeptRun(long Id, SettlementRun Run, IReadOnlySet<YearMonth> Latest)
{
    /// <summary>It and what it stands on.</summary>
    public IReadOnlyList<long> Chain => [.. Run.StandsOn, Id];
}
