using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Compares a member with itself a year before, and with its peers: whole months alone.</summary>
/// <remarks>Whole: over, no data missing, and with the same points from the first to the last day.</remarks>
public sealed class CompareMine(IMineStore own, IMineCommunity community, TimeProvider time)
{
    /// <summary>The month that is asked for, or the newest that is over.</summary>
    public async Task<MineComparison> RunAsync(
        SecretToken token, MineProfile profile, YearMonth? asked, CancellationToken cancellation)
    {
        var running = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date.ToYearMonth();
        var points = await own.PointsAsync(token, profile, cancellation);
        var months = (await own.MonthsAsync(token, profile, cancellation))
            .Where(one => one.Month.CompareTo(running) < 0 && one.Status != CodeLists.Statuses.Word(MonthStatus.Partial)
                && !points.Any(point => BeginsOrEndsInside(point, one.Month)))
            .ToDictionary(one => one.Month);
        YearMonth? newest = months.Count == 0 ? null : months.Keys.Max();
        var month = asked is { } wanted && months.ContainsKey(wanted) ? wanted : newest;
        if (month is not { } told) return new(null, null, null, null);
        return new(
            told,
            months[told],
            months.GetValueOrDefault(told.PlusMonths(-12)),
            await community.PeersAsync(token, profile, told, cancellation));
    }

    private static bool BeginsOrEndsInside(MinePoint point, YearMonth month)
    {
        var (first, last) = (month.OnDayOfMonth(1), month.ToDateInterval().End);
        return (point.From > first && point.From <= last) || (point.To >= first && point.To < last);
    }
}
