using Cer.Domain;
using Cer.Operations.Homes;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>The sums of a span as the dashboards have them; null is not known.</summary>
/// <param name="Hours">How many hours are known.</param>
/// <param name="End">When the last of them is over; null when there is none.</param>
/// <param name="Injected">What was injected.</param>
/// <param name="Shared">What was shared.</param>
/// <param name="TipEur">The tariff of the hours that have one.</param>
/// <param name="TipHours">How many have one.</param>
/// <param name="CacEur">The contribution of the hours that have one.</param>
/// <param name="CacHours">How many have one.</param>
/// <param name="Points">How many points were known, hour by hour.</param>
/// <param name="PointsExpected">How many should have been.</param>
/// <param name="Closed">Whether every hour is of a closed month.</param>
public sealed record GlanceTotals(
    int Hours,
    Instant? End,
    Energy? Injected,
    Energy? Shared,
    decimal? TipEur,
    int TipHours,
    decimal? CacEur,
    int CacHours,
    long Points,
    long PointsExpected,
    bool Closed)
{
    /// <summary>The same with what is estimated in place of what is not settled yet.</summary>
    public GlanceTotals Estimated(MonthEstimate worth) => this with
    {
        TipEur = worth.Tip.Eur,
        TipHours = Math.Max(0, Hours - worth.Unpriced),
        CacEur = worth.Cac?.Eur,
        CacHours = worth.Cac is null ? 0 : Hours,
    };

    /// <summary>Tariff and contribution; null while either is not known of any hour.</summary>
    public decimal? Eur => TipEur + CacEur;

    /// <summary>Which part of what was injected was shared.</summary>
    public decimal? Share => Shared is { } shared && Injected is { MicroKilowattHours: > 0 } injected
        ? (decimal)shared.MicroKilowattHours / injected.MicroKilowattHours
        : null;
}
