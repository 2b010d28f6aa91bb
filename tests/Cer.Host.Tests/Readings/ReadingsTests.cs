using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Host.Tests.Readings;

public class ReadingsTests(PostgresFixture postgres)
{
    private const string Header = "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n";

    private const string Two = """
        [
          {"pod": "IT999E00000001", "start": "2026-01-14T09:00:00Z", "minutes": 15, "withdrawn_kwh": 0.187},
          {"pod": "IT999E00000002", "plant": "UP-B", "start": "2026-01-14T10:00:00+01:00", "minutes": "60",
           "injected_kwh": "1.250000", "withdrawn_kwh": null, "quality": "estimated"}
        ]
        """;

    [Fact]
    public async Task A_JSON_list_is_stored_whole()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await Json(server, Two);
        Assert.Equal((HttpStatusCode.OK, 2, 0, 0), (status, Count(answer, "added"), Count(answer, "unchanged"),
            Count(answer, "corrected")));
        var stored = await server.StoredAsync();
        Assert.Equal(Energy.FromKilowattHours(0.187m), stored[0].Withdrawn);
        Assert.Null(stored[0].Injected);
        Assert.Equal(Instant.FromUtc(2026, 1, 14, 9, 0), stored[1].Start);
        Assert.Equal((60, "UP-B", Quality.Estimated), (stored[1].Minutes, stored[1].Unit, stored[1].Quality));
        Assert.Equal(Energy.FromKilowattHours(1.25m), stored[1].Injected);
        Assert.Null(stored[1].Withdrawn);
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_another_value_is_a_revision()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await Json(server, Two);
        var (_, answer) = await Json(server, Two);
        Assert.Equal((0, 2, 0), (Count(answer, "added"), Count(answer, "unchanged"), Count(answer, "corrected")));
        (_, answer) = await Json(server, Two.Replace("0.187", "0.188", StringComparison.Ordinal));
        Assert.Equal((0, 1, 1), (Count(answer, "added"), Count(answer, "unchanged"), Count(answer, "corrected")));
        Assert.Equal(3, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task What_a_generator_made_is_a_reading_of_its_own_beside_what_the_point_gave()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await Json(server, """
            [
              {"pod": "IT999E00000002", "plant": "UP-B", "start": "2026-01-14T09:00:00Z", "minutes": 15, "injected_kwh": 1.5},
              {"pod": "IT999E00000002", "plant": "UP-B", "start": "2026-01-14T09:00:00Z", "minutes": 15, "produced_kwh": 2.25}
            ]
            """);
        Assert.Equal((HttpStatusCode.OK, 2), (status, Count(answer, "added")));
        var stored = await server.StoredAsync();
        Assert.Equal(
            [(MeterRole.Exchange, 1.5m, (decimal?)null), (MeterRole.Production, null, 2.25m)],
            stored.OrderBy(reading => reading.Meter)
                .Select(reading => (reading.Meter, reading.Injected?.KilowattHours, reading.Produced?.KilowattHours)));
    }

    [Theory]
    [InlineData("""{"pod": "IT999E00000001", "start": "2026-01-14T09:00:00Z", "minutes": 15, "produced_kwh": 1}""", "energy made")]
    [InlineData(
        """
        {"pod": "IT999E00000002", "plant": "UP-B", "start": "2026-01-14T09:00:00Z", "minutes": 15, "injected_kwh": 1, "produced_kwh": 1}
        """,
        "it beside what the point gave or took")]
    public async Task Energy_that_no_generator_of_the_point_can_have_made_is_refused(string item, string found)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await Json(server, $"[{item}]");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(("produced_kwh", found), ((string?)answer["faults"]![0]!["field"], (string?)answer["faults"]![0]!["found"]));
    }

    [Fact]
    public async Task The_contracts_CSV_is_stored_as_the_list_is()
    {
        await using var json = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await using var csv = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await Json(json, Two);
        var (status, answer) = await Csv(csv, Header
            + "IT999E00000001,,2026-01-14T09:00:00Z,15,,0.187,measured\n"
            + "IT999E00000002,,2026-01-14T10:00:00+01:00,60,1.25,,estimated\n"
            + "IT999E00000003,,2026-01-14T09:00:00Z,15,,,measured\n");
        Assert.Equal((HttpStatusCode.OK, 2), (status, Count(answer, "added")));
        Assert.Equal(await json.StoredAsync(), await csv.StoredAsync());
    }

    // A row, its field and what is found.
    public static readonly TheoryData<string, string, string> BadRows = new()
    {
        { "IT999,,2026-01-14T09:00:00Z,15,,0.187,measured", "pod", "no POD" },
        { "IT999E00000077,,2026-01-14T09:00:00Z,15,,0.187,measured", "pod", "a POD that this community does not have" },
        { "IT999E00000001,UP-X,2026-01-14T09:00:00Z,15,,0.187,measured", "plant", "UP-X" },
        { "IT999E00000001,,2026-01-14T09:00:00,15,,0.187,measured", "start", "2026-01-14T09:00:00" },
        { "IT999E00000001,,2026-01-14T09:07:00Z,15,,0.187,measured", "start", "2026-01-14T09:07:00Z" },
        { "IT999E00000001,,2026-01-14T11:00:00Z,15,,0.187,measured", "start", "an interval that ends in the future" },
        { "IT999E00000001,,2026-01-14T09:00:00Z,30,,0.187,measured", "minutes", "30" },
        { "IT999E00000001,,2026-01-14T09:00:00Z,15,,-1,measured", "withdrawn_kwh", "-1" },
        { "IT999E00000001,,2026-01-14T09:00:00Z,15,,0.1234567,measured", "withdrawn_kwh", "0.1234567" },
        { "IT999E00000001,,2026-01-14T09:00:00Z,15,1,0.187,measured", "injected_kwh", "energy given" },
        { "IT999E00000001,,2026-01-14T09:00:00Z,15,,0.187,guessed", "quality", "guessed" },
        { "IT999E00000001,,2026-01-14T08:00:00Z,15,,0.187,measured", "row",
            "a second row for the same POD, unit and start" },
        { "IT999E00000001,,2026-01-14T08:00:00Z,60,,0.187,measured", "row",
            "a second row for the same POD, unit and start" },
    };

    [Theory, MemberData(nameof(BadRows))]
    public async Task One_bad_row_refuses_the_whole_CSV_and_is_named(string row, string field, string found)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var body = Header + "IT999E00000001,,2026-01-14T08:00:00Z,15,,0.187,measured\n" + row + "\n";
        var (status, answer) = await Csv(server, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = Assert.Single(answer["faults"]!.AsArray())!;
        Assert.Equal((3, field, found), ((int)fault["row"]!, (string?)fault["field"], (string?)fault["found"]));
        Assert.NotNull((string?)fault["expected"]);
        Assert.Empty(await server.StoredAsync());
        Assert.Equal(
            Encoding.UTF8.GetBytes(body),
            await server.AskAsync<byte[]>("select raw from core.ingest where community_id = $1"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{}", "found an object, expected an array")]
    [InlineData("[{}]", "found no member 'pod', expected one")]
    [InlineData("[{\"pod\":{}}]", "found an object, expected a text")]
    [InlineData("[{\"pods\":\"x\"}]", "found a member 'pods', expected only pod, plant, start")]
    [InlineData("[[[[[[[[[[[[[[[[", "found an array, expected an object")]
    public async Task A_body_that_is_no_list_of_readings_is_refused_with_its_place(string body, string sentence)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await Json(server, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = Assert.Single(answer["faults"]!.AsArray())!;
        Assert.StartsWith(sentence, $"found {fault["found"]}, expected {fault["expected"]}",
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_row_of_a_list_is_named()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (_, answer) = await Json(server, """
            [{"pod":"x","start":"x","minutes":1},
             {"pod":"IT999E00000001","start":"2026-01-14T09:00:00Z","minutes":15,"withdrawn_kwh":1e3}]
            """);
        Assert.Equal(
            ["1 pod", "1 minutes", "1 start", "2 withdrawn_kwh"],
            answer["faults"]!.AsArray().Select(fault => $"{fault!["row"]} {fault["field"]}"));
    }

    [Fact]
    public async Task A_list_larger_than_other_bodies_is_read_to_its_end()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        const string Row = "IT999E00000001,,2026-01-14T08:00:00Z,15,,0.187,measured\n";
        var (status, answer) = await Csv(server, Header + string.Concat(Enumerable.Repeat(Row, 100_000)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(1000, answer["faults"]!.AsArray().Count);
        Assert.Equal(98_999, (int)answer["left_out"]!);
    }

    [Fact]
    public async Task An_empty_list_is_stored_as_nothing()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await Json(server, "[]");
        Assert.Equal((HttpStatusCode.OK, 0), (status, Count(answer, "added")));
    }

    [Fact]
    public async Task Without_a_token_or_with_another_type_nothing_is_read()
    {
        await using var server = await TestServer.StartAsync(postgres);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Json(server, Two)).Status);
        await server.LogInAsync();
        var (status, _) = await server.PostAsync("/api/readings", Encoding.UTF8.GetBytes(Two), "application/xml");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Empty(await server.StoredAsync());
    }

    private static Task<(HttpStatusCode Status, JsonNode Answer)> Json(TestServer server, string body) =>
        server.PostAsync("/api/readings", Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8");

    private static Task<(HttpStatusCode Status, JsonNode Answer)> Csv(TestServer server, string body) =>
        server.PostAsync("/api/readings", Encoding.UTF8.GetBytes(body), "text/csv");

    private static int Count(JsonNode answer, string member) => (int)answer[member]!;
}
