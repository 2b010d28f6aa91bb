using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Faults;
using Cer.Operations.Demo;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Shows a day and the day before from their readings; asked again within seconds, it gives the same answer.</summary>
/// <remarks>
/// Energy and euro are those of the settlement's own functions, run on one day's readings. While a day runs, a point
/// counts with the quarters that are in, and the euro are those of its whole hours.
/// </remarks>
public sealed class ViewDay(
    ICommunityStore communities,
    IReadingStore readings,
    IPriceStore prices,
    IRunStore runs,
    CountOpenMatters matters,
    TimeProvider time)
{
    private const long QuarterSeconds = 900;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ShortMemory<(CommunityId Community, LocalDate Day), DayPage?> _answers = new(Fresh, time);

    /// <summary>The Rome day that runs.</summary>
    public LocalDate Today => Now.InZone(MarketHour.Rome).Date;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The day; null when the community has no definition.</summary>
    public Task<DayPage?> RunAsync(CommunityId community, LocalDate day, CancellationToken cancellation) =>
        _answers.GetAsync((community, day), key => ReadAsync(key.Community, key.Day, CancellationToken.None), cancellation);

    private async Task<DayPage?> ReadAsync(CommunityId community, LocalDate day, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var now = Now;
        var production = new Production(definition.Community);
        var before = new DayOfReadings(definition.Community, day.PlusDays(-1), production);
        var asked = new DayOfReadings(definition.Community, day, production);
        var over = now.ToUnixTimeSeconds() / QuarterSeconds;
        var span = new Interval(MarketHour.StartOf(day.PlusDays(-1)), MarketHour.StartOf(day.PlusDays(1)));
        var rows = new StoredReadings(readings, asked.Grid, production).ReadAsync(community, span, cancellation);
        await foreach (var row in rows)
        {
            // A device's clock may run a little ahead: what is not over yet does not count yet.
            if (row.Quarter + (row.Minutes / 15) > over) continue;
            before.Add(row);
            asked.Add(row);
        }

        var faults = new FaultList();
        var rules = StoredContract.ReadRules(definition.Rules, faults);
        var table = await PricesAsync(definition, span, cancellation);
        var yesterday = Settle(definition, before, rules, table, faults);
        var settled = Settle(definition, asked, rules, table, faults);
        var hours = settled.Month is { } month && day < now.InZone(MarketHour.Rome).Date
            ? asked.Over(month)
            : asked.Running(over);
        var hoursBefore = yesterday.Month is { } monthBefore ? before.Over(monthBefore) : before.Running(over);
        return new()
        {
            Day = day,
            At = now,
            Provisional = !await IsFinalAsync(community, day, cancellation),
            Invented = definition.Rules.Any(rule => DemoRules.IsInvented(rule.Name)),
            Totals = EnergyTotals.Of([.. hours]),
            Euro = settled.Euro,
            Hours = hours,
            Yesterday = EnergyTotals.Of([.. hoursBefore]),
            YesterdayEuro = yesterday.Euro,
            Production = asked.Production,
            Open = await matters.RunAsync(community, cancellation),
        };
    }

    private async Task<PriceTable> PricesAsync(
        CommunityDefinition definition, Interval span, CancellationToken cancellation)
    {
        var table = new PriceTable();
        var zones = definition.Community.Units.Select(unit => unit.Zone).Distinct().ToArray();
        foreach (var price in await prices.LatestAsync(zones, span, cancellation))
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / QuarterSeconds, price.Minutes, price.EurPerMwh);
        return table;
    }

    private static (MonthSettlement? Month, EstimatedEuro Euro) Settle(
        CommunityDefinition definition, DayOfReadings day, RuleBook rules, PriceTable prices, FaultList faults)
    {
        if (!faults.IsEmpty)
            return (null, new(null, null, "Found faults in the community's rules, expected none: cer settle names them."));
        var month = MarketMonth.OfHour(day.FirstHour);
        var settled = new MonthSettler(new(definition.Community, rules, day.Grid, prices, month, month)).Settle(month);
        var place = (int)(day.FirstHour - month.FirstHour);
        var unpriced = settled.UnitHours.Sum(unit => Enumerable.Range(place, day.HourCount)
            .Count(hour => unit.Incentivised[hour] > 0 && unit.Premium[hour] is null));
        List<string> reasons = [];
        if (unpriced > 0) reasons.Add($"missing prices: {unpriced} unit-hours not valued");
        if (settled.Cac is null) reasons.Add($"CAC not confirmed: no act gives TRAS_E for {month.Year}");
        return (settled, new(
            unpriced > 0 ? null : settled.Premium, settled.Cac, reasons.Count == 0 ? null : string.Join("; ", reasons)));
    }

    private async Task<bool> IsFinalAsync(CommunityId community, LocalDate day, CancellationToken cancellation) =>
        (await runs.MonthsAsync(community, cancellation)).Any(row =>
            row.Settled.Month == day.ToYearMonth() && row.Settled.Status == MonthStatus.Final);
}
