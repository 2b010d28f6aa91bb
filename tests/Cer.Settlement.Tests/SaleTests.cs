using Cer.Domain;
using Cer.Settlement.Dates;
using Cer.Settlement.Payments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>The sale of energy: hours times prices, by hand, and what is missing is named.</summary>
public class SaleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 6, 1, 10, 0);

    [Fact]
    public void An_estimate_is_the_exact_sum_of_the_hours_rounded_once()
    {
        // 12.345678 kWh x 101.37 = 1.251481..., 0.5 kWh x -20 = -0.01, 10 kWh x 100.4 = 1.004: together 2.245481...
        var estimate = SaleEstimate.Of([Hour(0, 12_345_678, 101.37m), Hour(1, 500_000, -20m), Hour(2, 10_000_000, 100.4m)]);
        Assert.Equal((new Money(2_25), 22_845_678L, 3), (estimate.Amount, estimate.Injected, estimate.Hours));
        Assert.Empty(estimate.Missing);
        // Two of 0.0045 EUR are a cent together and none apart.
        Assert.Equal(new Money(1), SaleEstimate.Of([Hour(0, 45_000, 100m), Hour(1, 45_000, 100m)]).Amount);
    }

    [Fact]
    public void An_hour_without_reading_or_price_is_named_and_no_zero()
    {
        var estimate = SaleEstimate.Of([Hour(0, 10_000_000, 100m), Hour(1, null, 100m), Hour(2, 10_000_000, null), Hour(3, 0, 50m)]);
        Assert.Equal((new Money(1_00), 10_000_000L, 4), (estimate.Amount, estimate.Injected, estimate.Hours));
        Assert.Equal([1, 2], estimate.Missing.Select(hour => (int)(hour.Start - Noon).TotalHours));
        Assert.Null(SaleEstimate.Of([Hour(0, null, 100m)]).Amount);
    }

    [Fact]
    public void The_order_of_the_hours_changes_nothing() => Prop.ForAll(
        Gen.Choose(0, 50_000_000).SelectMany(energy => Gen.Choose(-5_000, 50_000).Select(price => (energy, price)))
            .ArrayOf(20).ToArbitrary(),
        rows =>
        {
            SaleHour[] hours = [.. rows.Select((row, i) => Hour(i, row.energy, row.price / 100m))];
            return SaleEstimate.Of(hours).Amount == SaleEstimate.Of([.. hours.Reverse()]).Amount;
        }).QuickCheckThrowOnFailure();

    // Measures of October are validated in November: told by 25 December, paid on the last working day of January.
    [Fact]
    public void The_sale_of_a_month_is_told_and_paid_a_month_after_the_incentives() => Assert.Equal(
        new SaleDates(new(2025, 12, 25), new(2026, 1, 30)), SaleDates.Of(new(2025, 10)));

    private static SaleHour Hour(int number, long? injected, decimal? price) =>
        new(Noon + Duration.FromHours(number), "UP", injected, price);
}
