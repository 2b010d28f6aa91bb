using Cer.Domain.Metering;
using Cer.Exchange.Gme;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Market;

/// <summary>Fetches zonal prices from the market's operator and stores them like any others: with source and revisions.</summary>
/// <remarks>
/// Each answer is stored before the next is asked for, so what was fetched stays when it stops. An answer over quota, or
/// none, is tried again after a growing wait with a part of chance; what somebody must mend ends it at once.
/// </remarks>
public sealed class FetchPrices(
    IPriceMarket market, ImportPrices import, IPriceGapStore store, MarketPatience patience, TimeProvider time)
{
    /// <summary>Fetches; told of each wait.</summary>
    public async Task<FetchReport> RunAsync(
        IReadOnlyList<MarketDays> days, Action<TimeSpan, string>? waiting, CancellationToken cancellation)
    {
        var (requests, counts) = (0, default(AppendCounts));
        foreach (var part in days)
        {
            var tries = 0;
            while (true)
            {
                var answer = await market.AskAsync(part.First, part.Last, cancellation);
                if (answer is MarketAnswer.Wait { For: var wait })
                {
                    if (wait.ToTimeSpan() > patience.QuotaPatience) return new(requests, counts, null, false, wait);
                    await WaitAsync(wait.ToTimeSpan(), "the quota");
                    continue;
                }

                var (stored, trouble) = answer is MarketAnswer.Given given
                    ? await StoreAsync(part, given.Archive, cancellation)
                    : (default, (MarketAnswer.Trouble)answer);
                await store.AddAsync(
                    new(Now, part.First, part.Last, part.Zones, stored.Added, stored.Corrected, trouble?.Sentence), cancellation);
                counts += stored;
                if (trouble is null) break;
                if (trouble.IsLasting || ++tries >= patience.Tries)
                    return new(requests, counts, trouble.Sentence, trouble.IsLasting, null);
                // A part of chance keeps nodes that were refused together from coming back together.
                await WaitAsync(patience.After(tries, Random.Shared.NextDouble()), trouble.Sentence);
            }

            requests++;
        }

        return new(requests, counts, null, false, null);

        async Task WaitAsync(TimeSpan wait, string reason)
        {
            waiting?.Invoke(wait, reason);
            await Task.Delay(wait, time, cancellation);
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task<(AppendCounts Counts, MarketAnswer.Trouble? Trouble)> StoreAsync(
        MarketDays days, ReadOnlyMemory<byte> archive, CancellationToken cancellation)
    {
        switch (GmeArchive.Read(archive, days.First, days.Last))
        {
            case GmePriceOutcome.Refused refused:
                var fault = refused.Faults[0];
                return (default, new($"GME, row {fault.Line}: {fault.Reason}.", IsLasting: false));
            case GmePriceOutcome.Read read:
                ZonePrice[] wanted = [.. read.Prices.Where(price => days.Zones.Contains(price.Zone))];
                return (await import.StoreAsync(wanted, Source(days), cancellation), null);
            default:
                throw new NotSupportedException("An archive of prices has an outcome that fetching does not know.");
        }
    }

    private static string Source(MarketDays days) =>
        $"GME API ME_ZonalPrices {LocalDatePattern.Iso.Format(days.First)}..{LocalDatePattern.Iso.Format(days.Last)}";
}
