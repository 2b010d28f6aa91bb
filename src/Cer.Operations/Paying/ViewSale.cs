using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>Shows the sale of energy (RID) of a year, in its own ledger.</summary>
public sealed class ViewSale(
    ICommunityStore communities, ISaleStore sales, IMoneyStore money, IPriceStore prices, TimeProvider time)
{
    /// <summary>The year; null when the community has no definition.</summary>
    public async Task<SaleYear?> RunAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var spans = await sales.SpansAsync(community, cancellation);
        var entries = await money.EntriesAsync(community, Ledger.Sale, new(year, 1), new(year, 12), cancellation);
        var hours = await HoursAsync(community, definition.Community, spans, year, cancellation);
        var byMonth = entries.ToLookup(entry => entry.What.Month);
        var months = new List<SaleMonth>();
        for (var number = 1; number <= 12; number++)
        {
            var month = new YearMonth(year, number);
            SaleHour[] own = [.. hours[month]];
            if (own.Length == 0 && !byMonth[month].Any()) continue;
            NewEntry[] standing = [.. byMonth[month].Where(entry => entry.Stands).Select(entry => entry.What)];
            months.Add(new(
                month,
                SaleEstimate.Of(own),
                MonthMoney.Sum(standing.Where(entry => entry.Standing == Standing.Advised)),
                MonthMoney.Sum(standing.Where(entry => entry.Standing == Standing.Received))));
        }

        return new(definition.Community, spans, months, entries);
    }

    /// <summary>Every hour of the year, as far as it has passed, in which a unit's energy is sold.</summary>
    private async Task<ILookup<YearMonth, SaleHour>> HoursAsync(
        CommunityId community, EnergyCommunity declared, IReadOnlyList<SaleSpan> spans, int year, CancellationToken cancellation)
    {
        var byPlant = spans.Where(span => span.From is not null).ToDictionary(span => span.Plant, StringComparer.Ordinal);
        ProductionUnit[] units = [.. declared.Units.Where(unit => byPlant.ContainsKey(unit.Plant))];
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var begin = MarketHour.StartOf(new(year, 1, 1));
        var end = Instant.Min(MarketHour.StartOf(new(year + 1, 1, 1)), now);
        if (units.Length == 0 || end <= begin) return Array.Empty<SaleHour>().ToLookup(_ => default(YearMonth));
        var span = new Interval(begin, end);
        var injected = await sales.InjectedAsync(community, [.. units.Select(unit => unit.Id)], span, cancellation);
        var table = await PricesAsync([.. units.Select(unit => unit.Zone).Distinct()], span, cancellation);
        return Expected(declared, units, byPlant, year, now)
            .Select(hour => (hour.Month, Hour: new SaleHour(
                hour.Start,
                hour.Unit.Id,
                injected.GetValueOrDefault((hour.Unit.Id, hour.Start)),
                table.At(hour.Unit.Zone, hour.Start.ToUnixTimeSeconds() / 3600))))
            .ToLookup(hour => hour.Month, hour => hour.Hour);
    }

    private static IEnumerable<(YearMonth Month, ProductionUnit Unit, Instant Start)> Expected(
        EnergyCommunity community,
        ProductionUnit[] units,
        Dictionary<string, SaleSpan> byPlant,
        int year,
        Instant now)
    {
        var points = community.Pods.ToLookup(point => point.Pod, StringComparer.Ordinal);
        for (var day = new LocalDate(year, 1, 1); day.Year == year && MarketHour.StartOf(day) < now; day = day.PlusDays(1))
        {
            foreach (var unit in units)
            {
                if (day < unit.InService || !byPlant[unit.Plant].Covers(day) || !points[unit.Pod].Any(point => point.Covers(day))) continue;
                foreach (var hour in MarketHour.Of(day))
                    if (hour.End <= now) yield return (day.ToYearMonth(), unit, hour.Start);
            }
        }
    }

    private async Task<PriceTable> PricesAsync(
        Domain.Codes.MarketZone[] zones, Interval span, CancellationToken cancellation)
    {
        var table = new PriceTable();
        foreach (var price in await prices.LatestAsync(zones, span, cancellation))
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / 900, price.Minutes, price.EurPerMwh);
        return table;
    }
}
