using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Shows the plants of a community, from the hours of their units.</summary>
public sealed class ViewPlants(
    ICommunityStore communities,
    IRegistryView registry,
    IUnitHourView hours,
    IRunStore runs,
    IRunView kept,
    TimeProvider time)
{
    /// <summary>Every plant with today and the month that runs; null when the community has no definition.</summary>
    public async Task<IReadOnlyList<PlantPage>?> ListAsync(CommunityId community, CancellationToken cancellation) =>
        await ReadAsync(community, MarketMonth.Of(Today), null, null, cancellation) is var (plants, _) ? plants : null;

    /// <summary>A plant with the hours of a month; null when there is none.</summary>
    public async Task<PlantPage?> RunAsync(
        CommunityId community, int plant, MarketMonth? month, CancellationToken cancellation)
    {
        var asked = month ?? MarketMonth.Of(Today);
        var key = new YearMonth(asked.Year, asked.Month);
        var found = (await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == key);
        var at = found?.Closed?.HoursAt;
        if (await ReadAsync(community, asked, plant, at, cancellation) is not var (plants, read) || plants is not [var page]) return null;
        var units = page.Units.Select(unit => unit.Unit.Id).ToHashSet(StringComparer.Ordinal);
        var settled = found is null
            ? []
            : await kept.HoursAsync(community, found.RunId, ViewMonth.SpanOf(asked), cancellation);
        var shared = settled.Where(hour => units.Contains(hour.Unit)).ToLookup(hour => hour.Hour);
        return page with
        {
            Hours = [.. HoursOf(asked).Select(hour => Hour(hour, [.. read[hour]], [.. shared[hour]]))],
        };
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(MarketHour.Rome).Date;

    private static IEnumerable<MarketHour> HoursOf(MarketMonth month) => Enumerable.Range(0, month.HourCount)
        .Select(hour => MarketHour.StartingAt(Instant.FromUnixTimeSeconds((month.FirstHour + hour) * 3600)));

    private static PlantHour Hour(MarketHour hour, UnitHourFigures[] units, UnitHour[] settled) => new(
        hour,
        Sum(units.Select(unit => unit.Figures)),
        EnergyTotals.Sum(settled.Select(unit => (Energy?)unit.Shared)),
        settled.Length == 0 || Array.Exists(settled, unit => unit.TipEur is null) ? null : settled.Sum(unit => unit.TipEur));

    /// <remarks>Null is not known of any; what is known of some is told.</remarks>
    private static UnitFigures Sum(IEnumerable<UnitFigures> parts)
    {
        UnitFigures[] units = [.. parts];
        return new(EnergyTotals.Sum(units.Select(unit => unit.Produced)), EnergyTotals.Sum(units.Select(unit => unit.Injected)));
    }

    private async Task<(IReadOnlyList<PlantPage> Plants, ILookup<MarketHour, UnitHourFigures> Hours)?> ReadAsync(
        CommunityId community, MarketMonth month, int? plant, Instant? at, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var numbers = await registry.NumbersAsync(community, cancellation);
        IGrouping<string, ProductionUnit>[] plants = [.. definition.Community.Units.GroupBy(unit => unit.Plant)
            .Where(group => plant is null || numbers.Plants[group.Key] == plant)];
        if (plants.Length == 0) return ([], Array.Empty<UnitHourFigures>().ToLookup(row => row.Hour));

        var all = plants.SelectMany(group => group).ToArray();
        int[] units = [.. all.Select(unit => numbers.Units[unit.Id])];
        int[] points = [.. all.Select(unit => numbers.Points[unit.Pod]).Distinct()];
        var today = MarketHour.SpanOf(Today);
        var span = ViewMonth.SpanOf(month);
        var rows = await hours.ReadAsync(community, points, units, span, at, cancellation);
        var ofToday = span.Contains(today.Start)
            ? rows.Where(row => today.Contains(row.Hour.Start)).ToArray()
            : await hours.ReadAsync(community, points, units, today, null, cancellation);
        var heard = (await registry.HeardAsync(community, [.. all.Select(unit => unit.Pod).Distinct()], Now, cancellation))
            .ToDictionary(point => point.Pod, StringComparer.Ordinal);
        return ([.. plants.Select(Page)], rows.ToLookup(row => row.Hour));

        PlantPage Page(IGrouping<string, ProductionUnit> group)
        {
            var ids = group.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
            var its = group.Select(unit => heard.GetValueOrDefault(unit.Pod)).OfType<HeardPoint>().ToArray();
            return new()
            {
                Id = numbers.Plants[group.Key],
                Code = group.Key,
                Units = [.. group.Select(unit => (numbers.Units[unit.Id], unit))],
                Today = Sum(ofToday.Where(row => ids.Contains(row.Unit)).Select(row => row.Figures)),
                Month = Sum(rows.Where(row => ids.Contains(row.Unit)).Select(row => row.Figures)),
                LastReadingEnd = its.Max(point => point.LastReadingEnd),
                Silent = Array.Exists(its, point => point.Silent),
            };
        }
    }
}
