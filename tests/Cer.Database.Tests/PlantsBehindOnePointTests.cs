using System.Globalization;
using System.Text;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Two plants behind one point have a production meter each, with totals of its own.</summary>
public class PlantsBehindOnePointTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_totals_of_each_plants_meter_are_compared_with_its_own_only()
    {
        var community = await CommunityAsync();
        await using var take = Take();

        Assert.Equal([LineFate.Stored, LineFate.Stored], await TakeAsync(take, community, 0, 5000m, 100m));
        Assert.Equal([LineFate.Stored, LineFate.Stored], await TakeAsync(take, community, 1, 5001m, 101m));
        // Its own total fell: only that meter's line waits.
        Assert.Equal([LineFate.Quarantined, LineFate.Stored], await TakeAsync(take, community, 2, 4000m, 102m));
        Assert.Equal(0L, await postgres.AskAsync<long>(
            "select count(*) from core.ingest where community_id = $1 and findings::text like '%rose by%'", community.Value));
    }

    [Fact]
    public async Task After_one_total_too_high_the_fourth_message_that_agrees_is_believed()
    {
        var community = await CommunityAsync();
        await using var take = Take();
        await TakeAsync(take, community, 0, 5000m, 300m);
        foreach (var quarter in Enumerable.Range(1, 3))
        {
            Assert.Equal(
                [LineFate.Stored, LineFate.Quarantined],
                await TakeAsync(take, community, quarter, 5000m + quarter, 100m + quarter));
        }

        Assert.Equal([LineFate.Stored, LineFate.Stored], await TakeAsync(take, community, 4, 5004m, 104m));
        Assert.Equal([LineFate.Stored, LineFate.Stored], await TakeAsync(take, community, 5, 5005m, 105m));
        Assert.Equal(9L, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task A_swap_of_one_plants_meter_leaves_the_other_plants_totals_alone()
    {
        var community = await CommunityAsync();
        await using var take = Take();
        await TakeAsync(take, community, 0, 5000m, 100m);
        var point = await postgres.AskAsync<int>(
            "select id from core.pod where community_id = $1 and code = 'IT999E00000002'", community.Value);
        var swaps = new MeterSwapStore(postgres.App, TimeProvider.System);
        var at = Sample.Noon + Duration.FromMinutes(15);
        var blank = new MeterSwap(at, null, null, null);
        var fresh = new MeterSwap(at, null, null, Sample.Kwh(0m));

        Assert.NotNull(await swaps.AddAsync(
            community, point, MeterRole.Production, "UP-A", blank, fresh, "guasto", "chi", Cancellation));
        Assert.Null(await swaps.AddAsync(
            community, point, MeterRole.Production, "UP-A", blank, fresh, "di nuovo", "chi", Cancellation));
        Assert.Null(await swaps.AddAsync(
            community, point, MeterRole.Production, "UP-SCUOLA", blank, fresh, "altrove", "chi", Cancellation));

        Assert.Equal([LineFate.Stored, LineFate.Quarantined], await TakeAsync(take, community, 1, 1m, 50m));
    }

    private async Task<CommunityId> CommunityAsync()
    {
        var community = await postgres.CommunityAsync();
        await postgres.Communities.SaveDevicesAsync(
            community,
            [new("su-a", Sample.Hall, MeterRole.Production, "UP-A"), new("su-b", Sample.Hall, MeterRole.Production, "UP-B")],
            "test",
            Cancellation);
        return community;
    }

    private TakeReadings Take() => new(
        postgres.Communities,
        postgres.Readings,
        postgres.Intake,
        new Later());

    private static async Task<IEnumerable<LineFate>> TakeAsync(
        TakeReadings take, CommunityId community, int quarter, decimal a, decimal b)
    {
        var answer = await take.RunAsync(
            new()
            {
                Community = community,
                Source = IntakeSource.Mqtt,
                Raw = Encoding.UTF8.GetBytes(Message(quarter, ("su-a", a), ("su-b", b))),
            },
            Cancellation);
        return Assert.IsType<IntakeAnswer.Taken>(answer).Lines.Select(line => line.Fate);
    }

    private static string Message(int quarter, params (string Device, decimal Total)[] lines)
    {
        var start = Sample.Noon + Duration.FromMinutes(15 * quarter);
        var (from, to) = (Text(start), Text(start + Duration.FromMinutes(15)));
        var told = lines.Select((line, i) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"id":{{i + 1}},"period":{"start_ts":"{{from}}","end_ts":"{{to}}"},"property":[
            {"name":"UserDeviceID","val":"{{line.Device}}"},{"name":"PODID","val":"IT999E00000002"},
            {"name":"ProducedActiveEnergy","val":"1"},{"name":"ProducedActiveEnergyReading","val":"{{line.Total}}"}]}
            """));
        return $$$"""
            {"UrbanDataset":{"specification":{"id":{"value":"M2ElectricUserDevice-2.0"},"name":"M2",
            "uri":"https://example.org/M2ElectricUserDevice"},
            "context":{"producer":{"id":"prova"},"timeZone":"UTC","timestamp":"{{{to}}}",
            "coordinates":{"latitude":42.1,"longitude":12.4}},
            "values":{"line":[{{{string.Join(',', told)}}}]} } }
            """;

        static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => (Sample.Noon + Duration.FromHours(2)).ToDateTimeOffset();
    }
}
