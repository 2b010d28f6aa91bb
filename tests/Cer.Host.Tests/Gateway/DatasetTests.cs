using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Gateway;

/// <summary>A sender looks at what it pushed, and takes it back, with the bodies that public clients send.</summary>
public class DatasetTests(PostgresFixture postgres)
{
    private const string Resource = TestServer.Resource;

    private static readonly string[] Calls =
    [
        "lastRequest", "specificRequest", "basicRequest", "searchingRequest", "searchingByPropertyRequest",
        "deepSearchingRequest", "delete",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> AllCalls => [.. Calls];

    public static TheoryData<string> Bad =>
    [
        "", "\"\"", "null", "[]", "{", "{}", "{\"resource_id\":null}", "{\"resource_id\":{}}", "{\"resource_id\":\"x\"}",
        "{\"resource_id\":\"\\ud800\"}", "{\"\\ud800\":1}", new string('[', 4000),
        Body(("timestamp", "yesterday"), ("period_start", "32"), ("property_name", "a"), ("property_value", "b")),
        Body(("timestamp", "2026-01-14T25:00:00"), ("distance", "1"), ("property_name", "a"), ("property_value", "b")),
        Body(("timestamp", "9999-12-31T23:59:59"), ("center_latitude", "NaN"), ("property_name", "a"), ("property_value", "b")),
    ];

    [Fact]
    public async Task A_pushed_dataset_comes_back_byte_by_byte()
    {
        await using var server = await PushedAsync();
        var sent = TestServer.File("samples/m1-one-device-one-quarter.json");
        await server.CallAsync("push", TestServer.Push(sent));
        var text = Encoding.UTF8.GetString(sent).Trim();
        const string Begin = "{\"code\":\"03\",\"message\":\"Request-Response Successful\",\"dataset\":";
        Assert.Equal($"{Begin}{text}}}", await TextAsync(server, "lastRequest", Body()));
        Assert.Equal(
            $"{Begin}{text}}}",
            await TextAsync(server, "specificRequest", Encoding.UTF8.GetString(
                TestServer.File("gateway/specific-or-delete-request.json"))));
        Assert.Equal($"{Begin}[{text}]}}", await TextAsync(server, "basicRequest", Body()));
        Assert.Equal(
            $"{Begin}[{text}]}}",
            await TextAsync(server, "searchingRequest", Encoding.UTF8.GetString(TestServer.File("gateway/searching-request.json"))));
    }

    [Fact]
    public async Task Where_nothing_was_pushed_lists_are_empty_and_one_object_is_a_404()
    {
        await using var server = await PushedAsync();
        foreach (var call in Calls)
        {
            var (status, answer) = await AskAsync(
                server, call, ("timestamp", "2026-01-14T10:15:21"), ("property_name", "a"), ("property_value", "b"));
            if (call is "lastRequest" or "specificRequest" or "delete")
                Assert.Equal((HttpStatusCode.NotFound, "60"), (status, (string?)answer["code"]));
            else
                Assert.True(JsonNode.DeepEquals(
                    JsonNode.Parse(TestServer.File("gateway/searching-response-empty.json")), answer));
        }
    }

    [Theory]
    [InlineData("2026-01-14T10:15:21", true)]
    [InlineData("2026-01-14T10:15:21.123456", true)]
    [InlineData("2026-01-14T10:15:21+01:00", true)]
    [InlineData("2026-01-14T09:15:21Z", true)]
    [InlineData("2026-01-14T11:15:21.000001+02:00", true)]
    [InlineData("2026-01-14T09:15:21", false)]
    [InlineData("2026-01-14T10:15:21Z", false)]
    [InlineData("2026-01-14T10:15:22", false)]
    public async Task A_time_is_of_the_messages_own_clock_or_an_instant(string timestamp, bool found)
    {
        await using var server = await PushedAsync(10 * 60);
        var (status, _) = await AskAsync(server, "specificRequest", ("timestamp", timestamp));
        Assert.Equal(found ? HttpStatusCode.OK : HttpStatusCode.NotFound, status);
        (status, _) = await AskAsync(server, "delete", ("timestamp", timestamp));
        Assert.Equal(found ? HttpStatusCode.OK : HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task A_sender_that_meets_its_own_message_deletes_it_and_pushes_again()
    {
        await using var server = await PushedAsync();
        var push = TestServer.Push(TestServer.File("samples/m1-one-device-one-quarter.json"));
        var delete = TestServer.File("gateway/specific-or-delete-request.json");
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("02", (string?)(await server.CallAsync("push", push)).Answer["code"]);
            Assert.Equal("UrbanDataset already exists", (string?)(await server.CallAsync("push", push)).Answer["detail"]);
            var (status, answer) = await server.CallAsync("delete", delete);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TestServer.File("gateway/delete-response-ok.json")), answer));
            Assert.Equal(HttpStatusCode.NotFound, (await server.CallAsync("delete", delete)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(server, "lastRequest")).Status);
        }

        // Nothing went: three messages with their bytes, three marks, and the reading once.
        Assert.Equal(3, await server.AskAsync<long>("select count(raw) from core.ingest where community_id = $1"));
        Assert.Equal(3, await server.AskAsync<long>("select count(*) from core.message_deletion where community_id = $1"));
        Assert.Equal(1, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task After_a_deletion_another_value_under_the_same_name_is_a_revision()
    {
        await using var server = await PushedAsync(10 * 60);
        await AskAsync(server, "delete", ("timestamp", "2026-01-14T10:15:21"));
        var message = TestServer.OneQuarter();
        message["UrbanDataset"]!["values"]!["line"]![0]!["property"]!.AsArray()
            .Single(property => (string?)property!["name"] == "WithdrawnActiveEnergy")!["val"] = "0.188";
        Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
        Assert.Equal(2, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
        Assert.Single((await AskAsync(server, "basicRequest")).Answer["dataset"]!.AsArray());
    }

    [Fact]
    public async Task Searches_look_at_the_context_deep_ones_at_the_lines()
    {
        // Made at 10:15, 10:16 and 10:17; each tells of the quarter from 10:00.
        await using var server = await PushedAsync(10 * 60, (10 * 60) + 60, (10 * 60) + 120);
        await ExpectAsync("searchingRequest", 3);
        await ExpectAsync("deepSearchingRequest", 3);
        await ExpectAsync("searchingRequest", 2, ("period_start", "2026-01-14T10:16:21"));
        await ExpectAsync("searchingRequest", 1, ("period_end", "2026-01-14T10:15:21+01:00"));
        await ExpectAsync("deepSearchingRequest", 3, ("period_start", "2026-01-14T10:00:00"), ("period_end", "2026-01-14T10:15:00"));
        await ExpectAsync("deepSearchingRequest", 0, ("period_start", "2026-01-14T10:01:00"));
        var context = TestServer.OneQuarter()["UrbanDataset"]!["context"]!["coordinates"]!;
        var (latitude, longitude) = ((double)context["latitude"]!, (double)context["longitude"]!);
        // A hundredth of a degree of latitude is 1112 m on a ball of 6371 km.
        foreach (var (call, metres, count) in new[]
        {
            ("searchingRequest", "1113", 3), ("searchingRequest", "1110", 0), ("deepSearchingRequest", "1113", 3),
                ("deepSearchingRequest", "1110", 0),
        })
        {
            await ExpectAsync(
                call, count, ("center_latitude", Text(latitude + 0.01)), ("center_longitude", Text(longitude)), ("distance", metres));
        }

        await ExpectAsync("searchingByPropertyRequest", 3, ("property_name", "UserDeviceID"), ("property_value", "c2g-0A1B2C3D4"));
        await ExpectAsync("searchingByPropertyRequest", 0, ("property_name", "PODID"), ("property_value", "c2g-0A1B2C3D4"));
        await ExpectAsync("deepSearchingRequest", 3, ("property_label", "UserDeviceID"));
        await ExpectAsync("deepSearchingRequest", 3, ("property_value", "c2g-0A1B2C3D4"));
        await ExpectAsync("deepSearchingRequest", 0, ("property_label", "UserDeviceID"), ("property_value", "c2g-0"));

        static string Text(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        async Task ExpectAsync(string call, int count, params (string Name, string Value)[] members)
        {
            var (status, answer) = await AskAsync(server, call, members);
            Assert.Equal((HttpStatusCode.OK, "03"), (status, (string?)answer["code"]));
            Assert.Equal(count, answer["dataset"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task Of_more_than_a_thousand_messages_the_newest_are_told_and_that_there_are_more()
    {
        await using var server = await PushedAsync(Enumerable.Range(0, 1001).ToArray());
        var (_, answer) = await AskAsync(server, "basicRequest");
        var told = answer["dataset"]!.AsArray();
        Assert.Equal(1000, told.Count);
        Assert.Contains("more messages than are told", (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Equal("2026-01-14T10:05:22", (string?)told[0]!["UrbanDataset"]!["context"]!["timestamp"]);
    }

    [Fact]
    public async Task Another_account_of_the_community_sees_and_deletes_nothing_of_it()
    {
        await using var server = await PushedAsync(10 * 60);
        var other = server.Account with { Username = $"other-{server.Code}" };
        await server.Accounts.SaveAsync(other, Cancellation);
        var (_, login) = await server.CallAsync("login", TestServer.Credentials(other.Username, TestServer.Password));
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", (string)login["token"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(server, "lastRequest")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(server, "delete", ("timestamp", "2026-01-14T10:15:21"))).Status);
        Assert.Empty((await AskAsync(server, "basicRequest")).Answer["dataset"]!.AsArray());
    }

    [Fact]
    public async Task The_same_collaboration_of_another_community_is_another()
    {
        await using var server = await PushedAsync(10 * 60);
        await using var other = await PushedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(other, "lastRequest")).Status);
    }

    [Theory, MemberData(nameof(AllCalls))]
    public async Task A_foreign_resource_is_a_403_and_no_token_a_401(string call)
    {
        await using var server = await PushedAsync();
        var foreign = Body(
            ("resource_id", "SCP-1_OtherCloud-7_M1ElectricUserDevice-2.0_20260101000000"), ("timestamp", "2026-01-14T10:15:21"));
        var (status, answer) = await server.CallAsync(call, Encoding.UTF8.GetBytes(foreign));
        Assert.Equal((HttpStatusCode.Forbidden, "54"), (status, (string?)answer["code"]));
        server.Client.DefaultRequestHeaders.Authorization = null;
        (status, answer) = await server.CallAsync(call, Encoding.UTF8.GetBytes(foreign));
        Assert.Equal((HttpStatusCode.Unauthorized, "52"), (status, (string?)answer["code"]));
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task A_body_of_another_form_is_a_400_with_a_sentence(string body)
    {
        await using var server = await PushedAsync();
        foreach (var call in Calls.Except(body.Contains("timestamp", StringComparison.Ordinal) ? ["lastRequest", "basicRequest"] : []))
        {
            // The time is no part of a search, nor a place of the calls for one message.
            var (status, answer) = await server.CallAsync(call, Encoding.UTF8.GetBytes(body));
            Assert.Equal((HttpStatusCode.BadRequest, "57"), (status, (string?)answer["code"]));
            Assert.Contains("expected", (string?)answer["detail"], StringComparison.Ordinal);
        }
    }

    /// <summary>A server with a message for each of some seconds after five past ten.</summary>
    private async Task<TestServer> PushedAsync(params int[] seconds)
    {
        var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        foreach (var second in seconds)
        {
            var message = TestServer.OneQuarter();
            message["UrbanDataset"]!["context"]!["timestamp"] =
                new DateTime(2026, 1, 14, 10, 5, 21).AddSeconds(second).ToString("s", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
        }

        return server;
    }

    private static string Body(params (string Name, string Value)[] members)
    {
        var body = new JsonObject { ["resource_id"] = Resource };
        foreach (var (name, value) in members) body[name] = value;
        return body.ToJsonString();
    }

    private static Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(
        TestServer server, string call, params (string Name, string Value)[] members) =>
        server.CallAsync(call, Encoding.UTF8.GetBytes(Body(members)));

    private static async Task<string> TextAsync(TestServer server, string call, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync($"{TestServer.Gateway}/{call}", content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
