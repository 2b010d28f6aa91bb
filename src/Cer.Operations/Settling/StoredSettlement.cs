using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Settlement;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Settled months of a stored community, on their way into a run.</summary>
internal sealed record StoredSettlement(
    SettlementInput Input, SettlementResult Result, IReadOnlyList<SettledDay> Days, IReadOnlyList<UnitHour> Hours)
{
    /// <summary>Settles months as they are loaded.</summary>
    /// <param name="input">The input; of its readings, the month that is loaded.</param>
    /// <param name="loaded">The months as they are loaded.</param>
    /// <param name="settled">Told each month that is done, with its hours.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<StoredSettlement> MakeAsync(
        SettlementInput input,
        IAsyncEnumerable<MarketMonth> loaded,
        Action<MonthSettlement>? settled,
        CancellationToken cancellation)
    {
        var settler = new MonthSettler(input);
        using var hashes = new DayHashes(input);
        var (months, days, hours) = (new List<MonthSettlement>(), new List<SettledDay>(), new List<UnitHour>());
        await foreach (var month in loaded.WithCancellation(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            var done = settler.Settle(month);
            settled?.Invoke(done);
            days.AddRange(DaysOf(done, hashes));
            hours.AddRange(RunRows.Hours(done));
            months.Add(done.WithoutHours());
        }

        return new(input, CommunitySettlement.Finish(input, months), days, hours);
    }

    /// <summary>The days of a month that is loaded and settled.</summary>
    /// <param name="month">The month, with its hours.</param>
    /// <param name="hashes">Tells their hashes.</param>
    /// <param name="only">Only these days of it; all when null.</param>
    public static IEnumerable<SettledDay> DaysOf(MonthSettlement month, DayHashes hashes, IReadOnlySet<LocalDate>? only = null)
    {
        for (var day = month.Month.FirstDay; day <= month.Month.LastDay; day = day.PlusDays(1))
        {
            if (only?.Contains(day) is false) continue;
            var first = (int)(MarketMonth.HourOf(day) - month.Month.FirstHour);
            var end = day == month.Month.LastDay
                ? month.Month.HourCount
                : (int)(MarketMonth.HourOf(day.PlusDays(1)) - month.Month.FirstHour);
            var missing = 0;
            for (var hour = first; hour < end; hour++) missing += month.MissingPods[hour]?.Count ?? 0;
            yield return new(day, hashes.Of(month.Month, day), missing);
        }
    }
}
