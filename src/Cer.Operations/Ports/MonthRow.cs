using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A line of the month table.</summary>
/// <param name="Settled">The month as it was closed; as its latest run has it while it is open.</param>
/// <param name="State">Where it stands; open until somebody said otherwise.</param>
/// <param name="RunId">The run whose figures these are.</param>
/// <param name="Program">The program that made the run.</param>
/// <param name="When">When it was made.</param>
public sealed record MonthRow(SettledMonth Settled, MonthState State, long RunId, string Program, Instant When)
{
    /// <summary>The newest run over the month; a closed month keeps the figures of the run it was closed with.</summary>
    public long NewestRunId { get; init; } = RunId;

    /// <summary>What it was closed on; null while it is open.</summary>
    public ClosedView? Closed { get; init; }

    /// <summary>Ids of the rules that the run stands on, in the order of application.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];
}
