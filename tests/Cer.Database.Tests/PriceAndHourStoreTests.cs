using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Prices and hours are kept like readings: once, with revisions.</summary>
public class PriceAndHourStoreTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_price_is_stored_once_and_corrected_by_a_revision()
    {
        var store = new PriceStore(postgres.App);
        // A zone and a day of this test's own: prices belong to no community.
        var start = Instant.FromUtc(2025, 5, 1, 0, 0);
        ZonePrice[] prices =
        [
            new(MarketZone.Sard, start, 60, -3.123456m),
            new(MarketZone.Sard, start, 15, 108.50m),
            new(MarketZone.Sici, start, 60, 0m),
        ];

        Assert.Equal(new(3, 0, 0), await store.AppendAsync(prices, "test", Cancellation));
        Assert.Equal(new(0, 3, 0), await store.AppendAsync(prices, "test", Cancellation));
        ZonePrice[] unpublished = [prices[0] with { EurPerMwh = null }];
        Assert.Equal(default, await store.AppendAsync(unpublished, "test", Cancellation));
        ZonePrice[] words = [prices[1], prices[1] with { EurPerMwh = 1m }, prices[1] with { EurPerMwh = 2m }];
        Assert.Equal(new(0, 1, 2), await store.AppendAsync(words, "test", Cancellation));

        Assert.Equal(
            [prices[1] with { EurPerMwh = 2m }, prices[0]],
            await store.LatestAsync([MarketZone.Sard], new(start, start + Duration.FromHours(1)), Cancellation));
    }

    [Fact]
    public async Task Prices_from_two_sources_at_once_are_stored_once()
    {
        var store = new PriceStore(postgres.App);
        ZonePrice[] prices =
        [
            .. Enumerable.Range(0, 500).Select(i =>
                new ZonePrice(MarketZone.Cala, Instant.FromUtc(2025, 6, 1, 0, 0) + Duration.FromHours(i), 60, i)),
        ];
        var counts = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => store.AppendAsync(prices, "test", Cancellation)));
        Assert.Equal(new(500, 1500, 0), counts.Aggregate((sum, count) => sum + count));
    }

    [Fact]
    public async Task An_hour_made_again_is_a_revision_and_a_missing_one_is_known_to_be_missing()
    {
        var store = new HourStore(postgres.App);
        var community = await postgres.CommunityAsync();
        var hour = MarketHour.StartingAt(Sample.Noon);
        MeterHour[] hours =
        [
            new(Sample.School, "UP-SCUOLA", hour, Sample.Kwh(1.5m), null, Quality.Measured),
            new(Sample.Hall, null, hour, null, null, null),
        ];

        Assert.Equal(new(2, 0, 0), await store.AppendAsync(community, hours, Cancellation));
        Assert.Equal(new(0, 2, 0), await store.AppendAsync(community, hours, Cancellation));
        hours[1] = hours[1] with { Withdrawn = Energy.Zero, Quality = Quality.Estimated };
        Assert.Equal(new(0, 1, 1), await store.AppendAsync(community, hours, Cancellation));

        var found = new List<MeterHour>();
        await foreach (var row in store.LatestAsync(community, new(hour.Start, hour.End), Cancellation)) found.Add(row);
        Assert.Equal(hours, found);
    }
}
