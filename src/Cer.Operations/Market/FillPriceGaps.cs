using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Market;

/// <summary>The daily work: looks for gaps in the prices and fetches what is missing, on one node at a time.</summary>
/// <remarks>
/// One piece of work a day, held in the store of work; prices are the same for all, so it hangs on the first community. While
/// a gap stays it is tried again, seldom; the work of a new day takes the place of the old one.
/// </remarks>
public sealed class FillPriceGaps(
    ICommunityStore communities,
    IWorkStore work,
    FindPriceGaps find,
    FetchPrices fetch,
    IReadOnlyCollection<MarketZone> zones,
    TimeProvider time)
{
    public const string Kind = "prices";

    private static readonly Duration LongestWait = Duration.FromHours(2);
    private static readonly Duration LastingWait = Duration.FromHours(12);
    private static readonly Duration QuotaMargin = Duration.FromSeconds(1);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Does what is due; null when nothing was.</summary>
    public async Task<WorkOfPrices?> RunAsync(CancellationToken cancellation)
    {
        var gaps = await find.RunAsync(null, zones, cancellation);
        var today = LocalDatePattern.Iso.Format(Now.InZone(MarketHour.Rome).Date);
        if (gaps.Count > 0 && (await communities.ListAsync(cancellation)).MinBy(one => one.Id.Value) is { } first)
        {
            var item = new WorkItem(first.Id, Kind, today);
            if (!await work.AddAsync(item, Now, cancellation)) await work.ReopenAsync(item, Now, cancellation);
        }

        while (await work.ClaimAsync(Kind, Now, cancellation) is { } claim)
        {
            await using (claim)
            {
                // Looked at again under the claim: another node may just have filled them.
                gaps = await find.RunAsync(null, zones, cancellation);
                if (gaps.Count == 0 || string.CompareOrdinal(claim.Item.Period, today) < 0)
                {
                    await claim.DoneAsync(Now, cancellation);
                    continue;
                }

                var report = await fetch.RunAsync(MarketDays.Of(gaps), null, cancellation);
                var left = await find.RunAsync(null, zones, cancellation);
                if (left.Count == 0) await claim.DoneAsync(Now, cancellation);
                else await claim.FailedAsync(Words(report, left), Now + WaitAfter(report, claim.Attempts), cancellation);
                return new(report, left.Count);
            }
        }

        return null;
    }

    private static string Words(FetchReport report, IReadOnlyList<PriceGap> left) => report.Problem
        ?? (report.Wait is not null
            ? $"Found days of zones without all prices ({left.Count}), expected none: the quota of GME asks to wait."
            : $"Found days of zones without all prices ({left.Count}), expected none: GME has not published them.");

    private static Duration WaitAfter(FetchReport report, int attempts)
    {
        if (report.Wait is { } quota) return quota + QuotaMargin;
        if (report.IsLasting) return LastingWait;
        var wait = Duration.FromMinutes(10 * (1 << Math.Min(attempts, 4)));
        return wait < LongestWait ? wait : LongestWait;
    }
}
