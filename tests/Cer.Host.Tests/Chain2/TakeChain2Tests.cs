using System.Text;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Chain2;

/// <summary>What becomes of the frames of a Chain 2 device, on real stores.</summary>
public class TakeChain2Tests(PostgresFixture postgres)
{
    private const string Clock = "2026-01-16T12:00:00+01:00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_published_quarter_and_the_one_before_are_stored_once_however_often_they_come()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var frame = Frames.Of("cf1-quarter-consumer.reconstructed");
        for (var i = 0; i < 3; i++) Assert.IsType<IntakeAnswer.Taken>(await TakeAsync(server, frame));
        Assert.Equal(
            [("2026-01-14T08:45", 0.176m, 12345.491m), ("2026-01-14T09:00", 0.187m, 12345.678m)],
            (await SortedAsync(server)).Select(r => (
                Frames.Text(r.Start), r.Withdrawn!.Value.KilowattHours, r.WithdrawnTotal!.Value.KilowattHours)));
        Assert.Equal(1, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
        Assert.Equal("chain2gate", await server.AskAsync<string>("select min(source) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task Quarters_that_follow_each_other_are_stored_without_a_warning_or_a_revision()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var total = 1_000_000L;
        for (var i = 0; i < 12; i++) await TakeAsync(server, Frames.Quarter(i, 100 + i, 99 + i, total += 100 + i));
        Assert.Equal(13, (await server.StoredAsync()).Length);
        Assert.Equal(1, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1 and raw is not null"));
    }

    [Fact]
    public async Task One_lost_quarter_is_rebuilt_from_the_next()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await TakeAsync(server, Frames.Quarter(0, 100, 90, 1_000_000));
        // The quarter of 101 Wh is lost.
        await TakeAsync(server, Frames.Quarter(2, 102, 101, 1_000_203));
        var stored = await SortedAsync(server);
        Assert.Equal([0.090m, 0.100m, 0.101m, 0.102m], stored.Select(r => r.Withdrawn!.Value.KilowattHours));
        Assert.Equal(1000.101m, stored[2].WithdrawnTotal!.Value.KilowattHours);
        Assert.Equal(0L, await FindingsAsync(server));
    }

    [Fact]
    public async Task Of_two_lost_quarters_the_sum_is_told_and_nothing_is_put_in_place_of_the_one_that_cannot_be_rebuilt()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await TakeAsync(server, Frames.Quarter(0, 100, 90, 1_000_000));
        // Lost: 300 Wh and 101 Wh; the second is told again.
        var answer = Assert.IsType<IntakeAnswer.Taken>(await TakeAsync(server, Frames.Quarter(3, 102, 101, 1_000_503)));
        Assert.Equal([0.090m, 0.100m, 0.101m, 0.102m], (await SortedAsync(server)).Select(r => r.Withdrawn!.Value.KilowattHours));
        Assert.DoesNotContain(await server.StoredAsync(), r => r.Start == Frames.End);
        Assert.Contains(
            "found a total that rose by 0.401 kWh since the one before it, of which quarters told 0.101 kWh",
            VerdictSentences.Of(answer.Lines), StringComparison.Ordinal);
        Assert.Equal(1L, await FindingsAsync(server));
    }

    [Fact]
    public async Task A_total_that_does_not_agree_within_2_watt_hours_is_told()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await TakeAsync(server, Frames.Quarter(0, 100, 90, 1_000_000));
        await TakeAsync(server, Frames.Quarter(1, 101, 100, 1_000_103));
        Assert.Equal(0L, await FindingsAsync(server));
        await TakeAsync(server, Frames.Quarter(2, 102, 101, 1_000_208));
        Assert.Equal(1L, await FindingsAsync(server));
        Assert.Equal(4, (await server.StoredAsync()).Length);
    }

    [Fact]
    public async Task A_total_that_falls_is_kept_apart_and_books_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await TakeAsync(server, Frames.Quarter(0, 100, 90, 1_000_000));
        await TakeAsync(server, Frames.Quarter(1, 5, 100, 5));
        Assert.Equal(2, (await server.StoredAsync()).Length);
        Assert.Contains(
            "possibly a new meter",
            await server.AskAsync<string>("select reason from core.quarantine where community_id = $1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quarter_before_never_takes_the_place_of_what_another_road_brought()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var hour = new Reading
        {
            Pod = TestServer.Pod("IT999E00000001"),
            Start = Frames.End - Duration.FromMinutes(75),
            Minutes = 60,
            Withdrawn = Energy.FromKilowattHours(4m),
        };
        var quarter = hour with { Start = Frames.End - Duration.FromMinutes(30), Minutes = 15, Withdrawn = Energy.FromKilowattHours(0.2m) };
        await server.Readings.AppendAsync(server.Community, IntakeSource.Distributor, [hour, quarter], Cancellation);
        await TakeAsync(server, Frames.Of("cf1-quarter-consumer.reconstructed"));
        // Of the hour that was told whole, and by one of its quarters, the whole stands; the quarter stays as it was told.
        Assert.Equal([4m, 0.187m], (await SortedAsync(server)).Select(r => r.Withdrawn!.Value.KilowattHours));
        Assert.Equal(
            new long[] { 187_000, 200_000, 4_000_000 },
            await server.AskAsync<long[]>(
                "select array_agg(withdrawn_ukwh order by withdrawn_ukwh) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task A_frame_of_another_device_is_refused_and_kept()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var frame = TestServer.File("chain2gate/cf1-quarter-consumer.reconstructed.json");
        Assert.IsType<IntakeAnswer.Refused>(await TakeAsync(server, frame));
        Assert.IsType<IntakeAnswer.Refused>(await TakeAsync(server, TestServer.File("chain2gate/info.reconstructed.json")));
        Assert.Empty(await server.StoredAsync());
        Assert.Equal(frame, await server.AskAsync<byte[]>("select raw from core.ingest where community_id = $1 order by id limit 1"));
    }

    [Theory]
    [InlineData("cf5-daily.real-masked", true)]
    [InlineData("cf10-monthly.real-masked", true)]
    [InlineData("cf22-power-limit.reconstructed", true)]
    [InlineData("cf23-outage.reconstructed", true)]
    [InlineData("cf21-power-step.reconstructed", false)]
    [InlineData("cf51-threshold-prosumer.reconstructed", false)]
    public async Task A_frame_without_a_quarter_is_recorded_and_stores_no_reading(string name, bool kept)
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        Assert.IsType<IntakeAnswer.Taken>(await TakeAsync(server, Frames.Of(name)));
        Assert.Equal(1L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1 and refusal is null"));
        Assert.Equal(kept, await server.AskAsync<bool>("select raw is not null from core.ingest where community_id = $1"));
        Assert.Empty(await server.StoredAsync());
    }

    [Fact]
    public async Task A_kind_of_frame_that_nobody_knows_is_refused_with_the_kinds_that_are_known()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var frame = Encoding.UTF8.GetString(Frames.Of("cf5-daily.real-masked")).Replace("\"CF5\"", "\"CF77\"", StringComparison.Ordinal);
        Assert.Equal(
            new IntakeAnswer.Refused(
                "Type: found another kind of frame, expected CF1 to CF5, CF9, CF10, CF20 to CF23, CF51, CF101 or CF103"),
            await TakeAsync(server, Encoding.UTF8.GetBytes(frame)));
    }

    [Theory]
    [InlineData("cf23-outage.reconstructed", AlertKinds.SupplyInterrupted, "2026-01-15T02:09:58Z")]
    [InlineData("cf22-power-limit.reconstructed", AlertKinds.PowerExceeded, "2026-01-14T19:31:39Z")]
    public async Task An_incident_is_raised_once_and_is_over_when_a_quarter_is_measured_after_it(string name, string kind, string since)
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        for (var i = 0; i < 2; i++) await TakeAsync(server, Frames.Of(name));
        var raised = Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation));
        Assert.Equal((kind, Frames.Device, null), (raised.Kind, raised.Device, raised.ResolvedAt));
        Assert.Equal(NodaTime.Text.InstantPattern.General.Parse(since).Value, raised.Since);
        // A quarter from before says nothing.
        await TakeAsync(server, Frames.Quarter(0, 100, 90, 1_000_000));
        Assert.Null(Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation)).ResolvedAt);
        await TakeAsync(server, Frames.Quarter(100, 100, 90, 1_000_300));
        Assert.NotNull(Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation)).ResolvedAt);
    }

    [Fact]
    public async Task A_contract_of_another_point_is_told_and_keeps_readings_apart_until_it_is_right()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        Assert.IsType<IntakeAnswer.Refused>(await TakeAsync(server, Frames.Of("cf20-contract.real-masked")));
        Assert.Equal(
            AlertKinds.PointMismatch, Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation)).Kind);
        await TakeAsync(server, Frames.Quarter(0, 100, 90, 1_000_000));
        Assert.Empty(await server.StoredAsync());
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));

        Assert.IsType<IntakeAnswer.Taken>(
            await TakeAsync(server, Frames.Of("cf20-contract.real-masked", ("POD", "IT999E00000001  "))));
        Assert.NotNull(Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation)).ResolvedAt);
        await TakeAsync(server, Frames.Quarter(1, 101, 100, 1_000_101));
        Assert.Equal(2, (await server.StoredAsync()).Length);
    }

    [Fact]
    public async Task A_contract_that_does_not_know_its_point_is_recorded_with_a_warning()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        Assert.IsType<IntakeAnswer.Taken>(await TakeAsync(server, Frames.Of("cf20-contract.real-masked", ("POD", "Non Disponibile"))));
        Assert.Empty(await server.Alerts.ListAsync(server.Community, 10, Cancellation));
        Assert.Contains(
            "POD: found none",
            await server.AskAsync<string>("select warnings[1] from core.ingest where community_id = $1"),
            StringComparison.Ordinal);
    }

    private static Task<IntakeAnswer?> TakeAsync(TestServer server, byte[] frame) => server.Chain2.RunAsync(
        new() { Community = server.Community, Source = IntakeSource.Chain2Gate, Device = Frames.Device, Raw = frame },
        Cancellation);

    private static async Task<Reading[]> SortedAsync(TestServer server) =>
        [.. (await server.StoredAsync()).OrderBy(reading => reading.Start)];

    private static Task<long> FindingsAsync(TestServer server) =>
        server.AskAsync<long>("select coalesce(sum(jsonb_array_length(findings)), 0)::bigint from core.ingest where community_id = $1");
}
