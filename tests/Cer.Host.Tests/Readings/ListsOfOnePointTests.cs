using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain.Codes;
using Cer.Operations.Intake;
using Cer.Storage;
using NodaTime;

namespace Cer.Host.Tests.Readings;

/// <summary>A row of a list says nothing of the quantities that it does not name.</summary>
public class ListsOfOnePointTests(PostgresFixture postgres)
{
    private const string Point = "IT999E00000002";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("withdrawn_kwh", "injected_kwh")]
    [InlineData("injected_kwh", "withdrawn_kwh")]
    public async Task Two_directions_that_come_in_two_lists_both_stand_in_either_order(string first, string second)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await SendAsync(server, Row(first, 1.5m));
        Assert.Equal((0, 0, 1), await SendAsync(server, Row(second, 1.5m)));
        Assert.Equal((1.5m, 1.5m, Quality.Measured), await StandingAsync(server));

        // Sent again in whatever order they are no news.
        Assert.Equal((0, 1, 0), await SendAsync(server, Row(second, 1.5m)));
        Assert.Equal((0, 1, 0), await SendAsync(server, Row(first, 1.5m)));
        Assert.Equal(2, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task Six_hours_of_one_counter_and_then_six_of_the_other_lose_neither()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        string[] Rows(string quantity, decimal kwh) => [.. Enumerable.Range(0, 24).Select(
            i => Row(quantity, kwh, start: Instant.FromUtc(2026, 1, 14, 0, 0) + Duration.FromMinutes(15 * i)))];
        Assert.Equal((24, 0, 0), await SendAsync(server, Rows("injected_kwh", 2m)));
        Assert.Equal((0, 0, 24), await SendAsync(server, Rows("withdrawn_kwh", 0.5m)));
        var stored = await server.StoredAsync();
        Assert.Equal((24, 48m, 12m), (
            stored.Length, stored.Sum(one => one.Injected!.Value.KilowattHours), stored.Sum(one => one.Withdrawn!.Value.KilowattHours)));
    }

    [Fact]
    public async Task A_value_that_is_corrected_leaves_the_other_direction_and_every_revision_stays()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await SendAsync(server, Row("withdrawn_kwh", 1m));
        await SendAsync(server, Row("injected_kwh", 2m));
        Assert.Equal((0, 0, 1), await SendAsync(server, Row("withdrawn_kwh", 3m)));
        Assert.Equal((2m, 3m, Quality.Measured), await StandingAsync(server));
        Assert.Equal("1:-,2:2000000,3:2000000", await server.AskAsync<string>("""
            select string_agg(revision || ':' || coalesce(injected_ukwh::text, '-'), ',' order by revision)
            from core.reading where community_id = $1
            """));
    }

    [Fact]
    public async Task Of_two_estimates_the_lesser_quality_stands_and_a_measure_keeps_its_own()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await SendAsync(server, Row("withdrawn_kwh", 1m, "calculated"));
        await SendAsync(server, Row("injected_kwh", 2m, "estimated"));
        Assert.Equal((2m, 1m, Quality.Calculated), await StandingAsync(server));
        Assert.Equal((0, 1, 0), await SendAsync(server, Row("injected_kwh", 2m, "estimated")));

        // Nothing of the calculated value is left in a row that tells both.
        await SendAsync(server, Row("injected_kwh", 2m, "estimated", ", \"withdrawn_kwh\": 1"));
        Assert.Equal((2m, 1m, Quality.Estimated), await StandingAsync(server));

        // A measure is of another class: it stands before the estimate, and the estimate's other direction beside it.
        await SendAsync(server, Row("injected_kwh", 4m));
        Assert.Equal((4m, 1m, Quality.Estimated), await StandingAsync(server));
        await SendAsync(server, Row("withdrawn_kwh", 5m));
        Assert.Equal((4m, 5m, Quality.Measured), await StandingAsync(server));
    }

    [Fact]
    public async Task A_message_of_a_device_is_whole_and_takes_back_what_it_leaves_out()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await SendAsync(server, Row("injected_kwh", 2m));
        var text = TestServer.OneQuarter().ToJsonString().Replace("IT999E00000001", Point, StringComparison.Ordinal)
            .Replace("c2g-0A1B2C3D4", "c2g-0A1B2C3D5", StringComparison.Ordinal);
        var message = JsonNode.Parse(text)!;
        var told = message["UrbanDataset"]!["values"]!["line"]![0]!["property"]!.AsArray();
        told.RemoveAll(one => ((string)one!["name"]!).StartsWith("FeedIn", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await server.PushAsync(message)).Status);
        Assert.Equal((null, 0.187m, Quality.Measured), await StandingAsync(server));

        // A list says nothing of what the message told, nor of the meter's total.
        await SendAsync(server, Row("injected_kwh", 3m));
        Assert.Equal((3m, 0.187m, Quality.Measured), await StandingAsync(server));
        Assert.Equal(12345.678m, Assert.Single(await server.StoredAsync()).WithdrawnTotal?.KilowattHours);
    }

    [Fact]
    public async Task Lists_of_both_directions_that_come_at_once_lose_nothing()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var starts = Enumerable.Range(0, 16).Select(i => Instant.FromUtc(2026, 1, 14, 2, 0) + Duration.FromMinutes(15 * i)).ToArray();
        await Task.WhenAll(starts.SelectMany(start => new[] { "withdrawn_kwh", "injected_kwh" }.Select(
            quantity => SendAsync(server, Row(quantity, 1m, start: start)))));
        var stored = await server.StoredAsync();
        Assert.Equal(16, stored.Length);
        Assert.All(stored, one => Assert.Equal((1m, 1m), (one.Injected!.Value.KilowattHours, one.Withdrawn!.Value.KilowattHours)));
    }

    [Fact]
    public async Task Naming_the_only_plant_for_what_was_given_and_not_for_what_was_taken_is_one_row()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        Assert.Equal((1, 0, 0), await SendAsync(server, Row("withdrawn_kwh", 1m), Row("injected_kwh", 2m, more: ", \"plant\": \"UP-B\"")));
        Assert.Equal((2m, 1m, Quality.Measured), await StandingAsync(server));
        Assert.Equal(
            (0, 0, 2),
            await SendAsync(server, Row("withdrawn_kwh", 1m, "estimated"), Row("injected_kwh", 3m, more: ", \"plant\": \"UP-B\"")));
        Assert.Equal((3m, 1m, Quality.Measured), await StandingAsync(server));

        var (status, answer) = await server.PostAsync(
            "api/readings", Encoding.UTF8.GetBytes($"[{Row("injected_kwh", 2m)},{Row("injected_kwh", 3m, more: ", \"plant\": \"UP-B\"")}]"),
            "application/json");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "a second row for the same POD, unit and start"),
            (status, (string?)answer["faults"]![0]!["found"]));
    }

    [Fact]
    public async Task What_a_person_lets_out_of_quarantine_says_no_more_than_its_list_did()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await SendAsync(server, Row("withdrawn_kwh", 1m));
        await SendAsync(server, Row("injected_kwh", 2m));
        var store = new QuarantineStore(postgres.Database.App);
        var receipt = await server.Intake.StoreAsync(
            new IntakeRecord
            {
                Community = server.Community,
                Source = IntakeSource.Rest,
                Account = server.Account.Username,
                Device = "readings.json",
                Raw = "[]"u8.ToArray(),
                IsList = true,
                Lines =
                [
                    new(1, LineOutcome.Quarantined, "no_consent", new()
                    {
                        Pod = TestServer.Pod(Point),
                        Start = Instant.FromUtc(2026, 1, 14, 9, 0),
                        Minutes = 15,
                        Withdrawn = Domain.Energy.FromKilowattHours(3m),
                    }),
                ],
                ReceivedAt = Instant.FromUtc(2026, 1, 14, 10, 0),
            },
            Cancellation);
        await store.DecideAsync(
            new()
            {
                Community = server.Community,
                IngestId = receipt.IngestId,
                Lines = [1],
                Accept = true,
                Author = "anna",
                Reason = "consenso arrivato",
                At = Instant.FromUtc(2026, 1, 14, 10, 0),
            },
            Cancellation);
        Assert.Equal((2m, 3m, Quality.Measured), await StandingAsync(server));
    }

    private static async Task<(decimal? Injected, decimal? Withdrawn, Quality Quality)> StandingAsync(TestServer server)
    {
        var one = Assert.Single(await server.StoredAsync());
        return (one.Injected?.KilowattHours, one.Withdrawn?.KilowattHours, one.Quality);
    }

    private static string Row(
        string quantity, decimal kwh, string quality = "measured", string more = "", string point = Point, Instant? start = null) =>
        FormattableString.Invariant(
            $$"""
            {"pod": "{{point}}", "start": "{{start ?? Instant.FromUtc(2026, 1, 14, 9, 0)}}", "minutes": 15,
             "{{quantity}}": {{kwh}}, "quality": "{{quality}}"{{more}}}
            """);

    private static async Task<(int Added, int Unchanged, int Corrected)> SendAsync(TestServer server, params string[] rows)
    {
        var (status, answer) = await server.PostAsync(
            "api/readings", Encoding.UTF8.GetBytes($"[{string.Join(',', rows)}]"), "application/json");
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return ((int)answer["added"]!, (int)answer["unchanged"]!, (int)answer["corrected"]!);
    }
}
