using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Shows a month: what the run it stands with has kept, and its hours.</summary>
/// <remarks>
/// What was shared and what it is worth comes from the run; withdrawals, production and quality, which a run does not
/// keep by the hour, from the hours as they are stored now; of a closed
/// month as they were stored then.
/// </remarks>
public sealed class ViewMonth(
    ICommunityStore communities, IRunStore runs, IRunView kept, IHourStore hours, IRegistryView registry)
{
    private readonly MonthGaps _gaps = new(registry);

    /// <summary>The month; null when it was not settled.</summary>
    public async Task<MonthPage?> RunAsync(CommunityId community, MarketMonth month, CancellationToken cancellation)
    {
        var months = await runs.MonthsAsync(community, cancellation);
        var key = new YearMonth(month.Year, month.Month);
        if (months.FirstOrDefault(row => row.Settled.Month == key) is not { } found) return null;
        if (await communities.LoadAsync(community, found.Closed?.DefinitionVersion, cancellation) is not { } definition) return null;
        var span = SpanOf(month);
        var stored = await StoredHours.ReadAsync(
            hours, community, definition.Community, span, found.Closed?.HoursAt, cancellation);
        var units = await kept.HoursAsync(community, found.RunId, span, cancellation);
        var numbers = await registry.NumbersAsync(community, cancellation);
        return new()
        {
            Month = found,
            PreviousYear = months.FirstOrDefault(row => row.Settled.Month == key.PlusMonths(-12)),
            Days = DayFigures.Of(Settled(stored, units).Select(hour => hour.Figures)),
            Kept = await kept.MonthAsync(community, found.RunId, key, cancellation),
            Community = definition.Community,
            Numbers = numbers,
            Gaps = await _gaps.OfAsync(community, stored, numbers, span, cancellation),
        };
    }

    /// <summary>The hours of a month or of a day of it; null when the community has no definition.</summary>
    public async Task<MonthHours?> HoursAsync(
        CommunityId community, MarketMonth month, LocalDate? day, CancellationToken cancellation)
    {
        var key = new YearMonth(month.Year, month.Month);
        var found = (await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == key);
        if (await communities.LoadAsync(community, found?.Closed?.DefinitionVersion, cancellation) is not { } definition)
            return null;
        var span = day is { } only ? MarketHour.SpanOf(only) : SpanOf(month);
        var stored = await StoredHours.ReadAsync(
            hours, community, definition.Community, span, found?.Closed?.HoursAt, cancellation);
        var units = found is null ? [] : await kept.HoursAsync(community, found.RunId, span, cancellation);
        var numbers = await registry.NumbersAsync(community, cancellation);
        return new(
            Settled(stored, units),
            numbers,
            definition.Community.Units.ToDictionary(unit => unit.Id, unit => numbers.Plants[unit.Plant], StringComparer.Ordinal));
    }

    internal static Interval SpanOf(MarketMonth month) =>
        new(MarketHour.StartOf(month.FirstDay), MarketHour.StartOf(month.LastDay.PlusDays(1)));

    private static MonthHour[] Settled(StoredHours stored, IReadOnlyList<UnitHour> units)
    {
        var byHour = units.ToLookup(unit => unit.Hour);
        return [.. stored.Figures().Select(hour => Settled(hour, [.. byHour[hour.Hour]]))];
    }

    private static MonthHour Settled(HourFigures hour, UnitHour[] units)
    {
        if (units.Length == 0) return new(hour, []);
        var injected = EnergyTotals.Sum(units.Select(unit => unit.Injected));
        var shared = injected is null || hour.Withdrawn is null ? null : EnergyTotals.Sum(units.Select(unit => (Energy?)unit.Shared));
        return new(hour with { Injected = injected, Shared = shared }, units);
    }
}
