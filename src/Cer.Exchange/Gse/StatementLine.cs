using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.Gse;

/// <summary>A line of a statement of GSE in our own form; what it does not say is null.</summary>
/// <remarks>
/// With a POD it is of a point, with a unit of that unit, with neither of the whole configuration. Energies are kWh, the tariff
/// EUR/MWh, amounts EUR as GSE wrote them.
/// </remarks>
/// <param name="Number">Line of the file, from 1.</param>
/// <param name="Month">The month of energy.</param>
/// <param name="Kind">What the statement settles.</param>
public sealed record StatementLine(int Number, MarketMonth Month, StatementKind Kind)
{
    public string? Configuration { get; init; }

    public string? Unit { get; init; }

    public string? Censimp { get; init; }

    public string? Pod { get; init; }

    /// <summary>Start of the hour of an hourly line.</summary>
    public Instant? Hour { get; init; }

    public decimal? Injected { get; init; }

    public decimal? Withdrawn { get; init; }

    public decimal? Shared { get; init; }

    public decimal? Incentivised { get; init; }

    public decimal? Tariff { get; init; }

    public decimal? Tip { get; init; }

    public decimal? Cac { get; init; }

    public decimal? Surplus { get; init; }

    public StatementCharge? Charge { get; init; }

    public decimal? Amount { get; init; }

    public StatementTreatment? Treatment { get; init; }

    public LocalDate? Published { get; init; }

    public LocalDate? Paid { get; init; }

    /// <summary>Whether it is of the whole configuration.</summary>
    public bool IsOfAll => Unit is null && Pod is null;

    /// <summary>Whether it tells anything besides whose it is.</summary>
    public bool SaysSomething => (Injected ?? Withdrawn ?? Shared ?? Incentivised ?? Tariff ?? Tip ?? Cac ?? Surplus ?? Amount) is not null
        || Treatment is not null;
}
