using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Amends a month of a run by the days of it whose inputs changed.</summary>
internal sealed class MonthAmendment(
    IInputSnapshot snapshot, StoredGround ground, IRunStore runs, CommunityId community, KeptRun known)
{
    private const int MostDaysPointByPoint = 5;

    /// <summary>Amends; null when what the run was made from cannot be found again.</summary>
    /// <param name="month">The month.</param>
    /// <param name="days">Its changed days.</param>
    /// <param name="cut">What the run was made from.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<AmendedMonth?> TryAsync(
        MarketMonth month, IReadOnlySet<LocalDate> days, InputCut cut, CancellationToken cancellation)
    {
        var whole = StoredGround.SpanOf(month, month);
        Interval[] spans = [.. days.Order().Select(MarketHour.SpanOf)];
        var (present, was) = (Grid(), Grid());
        await new MonthLoader(snapshot, present).LoadAsync(
            month, spans, days.Count <= MostDaysPointByPoint, new(snapshot, was), cut, cancellation);
        var (before, _, daysBefore) = Settle(was, await PricesAsync(snapshot.Before(cut), spans, cancellation), month, days);
        var keptDays = known.Run.Days.ToDictionary(day => day.Day);
        if (daysBefore.Any(day => !keptDays.TryGetValue(day.Day, out var kept) || !kept.Hash.Span.SequenceEqual(day.Hash.Span)))
            return null;

        // The prices of all the month: its money is valued again.
        var (after, input, now) = Settle(present, await PricesAsync(snapshot, [whole], cancellation), month, days);
        var kept = new KeptMonths(ground, known.Run);
        var row = known.Run.Months.Single(one => one.Month == RunRows.At(month));
        var members = await runs.MembersAsync(community, known, row.Month, cancellation);
        var settler = new MonthSettler(input);
        var hours = settler.Timeline(month);
        Fill(hours, month, await runs.EnergiesAsync(community, known, whole, cancellation), after, days);
        var missing = keptDays.Values.Where(day => MarketMonth.Of(day.Day) == month && !days.Contains(day.Day))
                .Sum(day => (long)day.MissingPoints)
            + now.Sum(day => (long)day.MissingPoints);
        var amended = settler.Amend(kept.WithMembers(kept.Of(row), members), hours, before, after, missing);
        UnitHour[] rows = [.. RunRows.Hours(amended).Where(hour => days.Contains(hour.Hour.Day))];
        return new(amended.WithoutHours(), now, rows);
    }

    private ReadingGrid Grid() => new(ground.Definition.Community);

    private async Task<PriceTable> PricesAsync(IInputSnapshot view, Interval[] spans, CancellationToken cancellation)
    {
        var table = new PriceTable();
        foreach (var span in spans) await ground.AddPricesAsync(table, view, span, cancellation);
        return table;
    }

    /// <summary>Settles some days of a month alone.</summary>
    private (MonthSettlement Month, SettlementInput Input, SettledDay[] Days) Settle(
        ReadingGrid grid, PriceTable prices, MarketMonth month, IReadOnlySet<LocalDate> days)
    {
        var input = ground.Input(grid, prices, month, month);
        var settled = new MonthSettler(input).Settle(month, days);
        using var hashes = new DayHashes(input);
        return (settled, input, [.. StoredSettlement.DaysOf(settled, hashes, days)]);
    }

    /// <summary>Puts the energies of the hours in: of the changed days as settled now, of the others as kept.</summary>
    private static void Fill(
        IReadOnlyList<UnitHours> hours,
        MarketMonth month,
        IReadOnlyList<UnitEnergies> kept,
        MonthSettlement after,
        IReadOnlySet<LocalDate> days)
    {
        var byId = hours.ToDictionary(unit => unit.Unit.Id, StringComparer.Ordinal);
        foreach (var row in kept)
        {
            var (unit, hour) = (byId[row.Unit], (int)(row.Hour - month.FirstHour));
            unit.Counted[hour] = row.Injected is not null;
            unit.Injected[hour] = row.Injected ?? 0;
            unit.Shared[hour] = row.Shared;
            unit.Incentivised[hour] = row.Incentivised;
            unit.Exempt[hour] = row.Exempt;
        }

        foreach (var day in days)
        {
            var first = (int)(MarketMonth.HourOf(day) - month.FirstHour);
            var count = (int)MarketHour.SpanOf(day).Duration.TotalHours;
            foreach (var settled in after.UnitHours)
            {
                var unit = byId[settled.Unit.Id];
                Array.Copy(settled.Counted, first, unit.Counted, first, count);
                Array.Copy(settled.Injected, first, unit.Injected, first, count);
                Array.Copy(settled.Shared, first, unit.Shared, first, count);
                Array.Copy(settled.Incentivised, first, unit.Incentivised, first, count);
                Array.Copy(settled.Exempt, first, unit.Exempt, first, count);
            }
        }
    }
}
