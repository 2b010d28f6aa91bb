using Cer.Settlement.Detecting;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Settlement.Tests.Detecting;

/// <summary>What must hold for every clean series, and for every fault that is planted into one.</summary>
public class DoubtProperties
{
    private static readonly Gen<int[]> Clouds = Gen.Choose(0, 1000).ArrayOf(InventedSeries.Count);
    private static readonly Gen<int[]> Loads = Gen.Choose(5, 3000).ArrayOf(InventedSeries.Count);
    private static readonly Gen<int> Places = Gen.Choose(96, InventedSeries.Count - 97);

    [Fact]
    public void No_plant_under_any_clouds_is_doubted() => Prop.ForAll(
        Clouds.ToArbitrary(),
        clouds => InventedSeries.Find(InventedSeries.Roof(i => clouds[i]), InventedSeries.Plant).Count == 0)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void No_household_is_doubted() => Prop.ForAll(
        Loads.ToArbitrary(),
        loads => InventedSeries.Find(InventedSeries.Household(i => loads[i] * 1000L), InventedSeries.Home).Count == 0)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_gap_is_found_whole_and_nothing_else_is_missing() => Prop.ForAll(
        Loads.ToArbitrary(),
        Places.ToArbitrary(),
        Gen.Choose(1, 96).ToArbitrary(),
        (loads, from, length) =>
        {
            var series = InventedSeries.Household(i => loads[i] * 1000L);
            InventedSeries.Lose(series, from, from + length);
            var missing = InventedSeries.Find(series, InventedSeries.Home).Where(doubt => doubt.Kind == DoubtKind.Missing);
            return missing.Select(doubt => (doubt.From, doubt.To)).SequenceEqual([(from, from + length)]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Energy_at_night_is_found_wherever_it_is_planted() => Prop.ForAll(
        Clouds.ToArbitrary(),
        Places.ToArbitrary(),
        (clouds, place) =>
        {
            var series = InventedSeries.Roof(i => clouds[i]);
            var night = place;
            while (!InventedSeries.Sky.IsNight(night)) night = night == InventedSeries.Count - 1 ? 0 : night + 1;
            series.Amounts[night] = 500_000;
            return InventedSeries.Find(series, InventedSeries.Plant) is [{ Kind: DoubtKind.NightProduction } found]
                && found.From == night && found.Amount == 500_000;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Twice_the_plate_is_impossible_wherever_it_is_planted() => Prop.ForAll(
        Clouds.ToArbitrary(),
        Places.ToArbitrary(),
        (clouds, place) =>
        {
            var series = InventedSeries.Roof(i => clouds[i]);
            series.Amounts[place] = 10_000_000;
            return InventedSeries.Find(series, InventedSeries.Plant) is [{ Kind: DoubtKind.Impossible, Amount: 4_250_000 }];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_estimate_is_negative_or_above_what_the_similar_days_held() => Prop.ForAll(
        Loads.ToArbitrary(),
        Places.ToArbitrary(),
        Gen.Choose(1, 96).ToArbitrary(),
        (loads, from, length) =>
        {
            var series = InventedSeries.Household(i => loads[i] * 1000L);
            InventedSeries.Lose(series, from, from + length);
            var (amounts, _) = new Estimates(InventedSeries.Calendar).Of(series, from, from + length, null);
            return amounts.All(amount => amount is >= 5_000 and <= 3_000_000);
        }).QuickCheckThrowOnFailure();
}
