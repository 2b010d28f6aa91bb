using Cer.Domain;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Compares a member with itself a year before, and with its peers: whole months alone.</summary>
public sealed class CompareMine(IMineStore own, IMineCommunity community, TimeProvider time)
{
    /// <summary>The month that is asked for, or the newest that is over.</summary>
    public async Task<MineComparison> RunAsync(
        SecretToken token, MineProfile profile, YearMonth? asked, CancellationToken cancellation)
    {
        var running = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date.ToYearMonth();
        var months = (await own.MonthsAsync(token, profile, cancellation))
            .Where(one => one.Month.CompareTo(running) < 0).ToDictionary(one => one.Month);
        YearMonth? newest = months.Count == 0 ? null : months.Keys.Max();
        var month = asked is { } wanted && months.ContainsKey(wanted) ? wanted : newest;
        if (month is not { } told) return new(null, null, null, null);
        return new(
            told,
            months[told],
            months.GetValueOrDefault(told.PlusMonths(-12)),
            await community.PeersAsync(token, profile, told, cancellation));
    }
}
