using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A line of the month table.</summary>
/// <param name="Settled">The month as its latest run has it.</param>
/// <param name="State">Where it stands; open until somebody said otherwise.</param>
/// <param name="RunId">The latest run.</param>
/// <param name="Program">The program that made the run.</param>
/// <param name="When">When it was made.</param>
public sealed record MonthRow(SettledMonth Settled, MonthState State, long RunId, string Program, Instant When)
{
    /// <summary>Ids of the rules that the run stands on, in the order of application.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];
}
