using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Where a month stands, and on which run.</summary>
/// <param name="State">Its state.</param>
/// <param name="Revision">How often that was changed.</param>
/// <param name="Run">The run whose figures it has.</param>
/// <param name="NewestRun">The newest run over it.</param>
/// <param name="From">First month of the run.</param>
/// <param name="To">Last month of the run.</param>
/// <param name="InputSha256">Hash of all that went into the run.</param>
/// <param name="Settled">The month as that run has it.</param>
/// <param name="LastAcceptance">The newest decision about its hours; 0 when there is none.</param>
/// <param name="IsOldestOpen">No month before it is open.</param>
public sealed record MonthStanding(
    MonthState State,
    int Revision,
    long Run,
    long NewestRun,
    YearMonth From,
    YearMonth To,
    string InputSha256,
    SettledMonth Settled,
    long LastAcceptance,
    bool IsOldestOpen)
{
    public MonthStatus Status => Settled.Status;

    public IReadOnlyList<string> Reasons => Settled.Reasons;

    /// <summary>Whether the contribution could be computed.</summary>
    public bool CacKnown => Settled.Cac is not null;

    public bool IsClosed => State is MonthState.Closed or MonthState.Reconciled;

    /// <summary>Hours without a price have no amount: nobody can accept that.</summary>
    public bool LacksPrices => Reasons.Any(reason => reason.StartsWith("missing prices", StringComparison.Ordinal));
}
