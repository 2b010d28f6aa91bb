using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Closing;

namespace Cer.Operations.Closing;

/// <summary>All that is to be known before a month is closed, and what became of it afterwards.</summary>
public sealed record ClosingPage
{
    public required MarketMonth Month { get; init; }

    /// <summary>Null when it was never settled.</summary>
    public required MonthStanding? Standing { get; init; }

    /// <summary>Null when the month is closed, or not over, or cannot be read.</summary>
    public required ClosingGate? Gate { get; init; }

    /// <summary>What keeps it from being closed; nothing when it may be, or is.</summary>
    public required IReadOnlyList<ClosingBlock> Blocks { get; init; }

    public required IReadOnlyList<MonthChange> History { get; init; }

    public required IReadOnlyList<HourAcceptance> Acceptances { get; init; }

    /// <summary>Every correction of the community that concerns the month: taken by it, waiting for it, or of it.</summary>
    public required IReadOnlyList<CorrectionLine> Corrections { get; init; }

    public required RegistryNumbers Numbers { get; init; }

    public MonthState State => Standing?.State ?? MonthState.Open;

    public bool IsClosed => Standing is { IsClosed: true };
}
