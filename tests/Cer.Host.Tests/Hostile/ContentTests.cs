using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Operations.Intake;

namespace Cer.Host.Tests.Hostile;

/// <summary>What no honest sender sends gets a sentence on every road, is recorded, and changes no reading.</summary>
public class ContentTests(PostgresFixture postgres)
{
    private const string Clock = "2026-01-14T11:00:00+01:00";
    private const string Header = "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n";
    private const string Deep = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A dataset by its name, and what is said of it.</summary>
    public static TheoryData<string, string> Datasets => new()
    {
        // Bare it is an array where an object belongs, in a push it is too deep to pass over.
        { "deep", "expected " },
        { "lines", "found more items, expected at most 10000" },
        { "nul byte", "not JSON" },
        { "nul escape", "found the character U+0000" },
        { "latin", "which is not UTF-8" },
        { "half pair", "found half of a surrogate pair" },
        { "overlong", "which is not UTF-8" },
        { "made 2036", "context.timestamp: found a time still to come" },
        { "made 2010", "context.timestamp: found a time before the year 2019" },
        { "measured 2036", "which is still to come" },
        { "measured 2010", "expected the year 2019 or later" },
        { "measured 9999", "period.start_ts: found '9999-" },
    };

    /// <summary>A list of readings by its name, and what is said of it.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        { "deep", "pod: found an array, expected a text" },
        { "nul byte", "not JSON" },
        { "nul escape", "U+0000" },
        { "latin", "which is not UTF-8" },
        { "2036", "an interval that ends in the future" },
        { "2010", "a time before the year 2019" },
        { "stranger", "a POD that this community does not have" },
    };

    public static TheoryData<string, string> Tables => new()
    {
        { "nul byte", "start" },
        { "latin", "plant" },
        { "2036", "an interval that ends in the future" },
        { "2010", "a time before the year 2019" },
        { "formula", "plant" },
        { "stranger", "a POD that this community does not have" },
        { "wide", "row" },
    };

    [Theory, MemberData(nameof(Datasets))]
    public async Task A_message_by_REST_and_by_MQTT_gets_the_same_sentence(string name, string sentence)
    {
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        var dataset = Dataset(name);
        var (status, answer) = await server.CallAsync("push", TestServer.Push(dataset));
        Assert.Equal((HttpStatusCode.OK, "55"), (status, (string?)answer["code"]));
        Assert.Contains(sentence, (string?)answer["detail"], StringComparison.Ordinal);
        var topic = $"cer/{server.Code}/du/c2g-0A1B2C3D4/urbandataset";
        var told = Assert.Single(await server.Topics.RunAsync([new(topic, dataset)], Cancellation));
        Assert.Contains(sentence, Assert.IsType<IntakeAnswer.Refused>(told).Reason, StringComparison.Ordinal);
        await RecordedAsync(server, 2);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task A_list_of_readings_is_refused_whole(string name, string sentence)
    {
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        const string Row = "{\"pod\":\"IT999E00000001\",\"start\":\"2026-01-14T08:00:00Z\",\"minutes\":15,\"withdrawn_kwh\":1}";
        var list = name switch
        {
            "deep" => Encoding.UTF8.GetBytes($"[{Row},{{\"pod\":{Deep}"),
            "nul byte" => [.. Encoding.UTF8.GetBytes($"[{Row},"), 0, .. "]"u8],
            "nul escape" => Encoding.UTF8.GetBytes($"[{Row.Replace("00000001", "0000\\u0000001", StringComparison.Ordinal)}]"),
            "latin" => [.. Encoding.UTF8.GetBytes($"[{Row[..^1]},\"plant\":\"Forl"), 0xEC, .. "\"}]"u8],
            "stranger" => Encoding.UTF8.GetBytes($"[{Row.Replace("00000001", "00000077", StringComparison.Ordinal)}]"),
            _ => Encoding.UTF8.GetBytes($"[{Row.Replace("2026", name, StringComparison.Ordinal)}]"),
        };
        await RefusedAsync(server, list, "application/json", sentence);
    }

    [Theory, MemberData(nameof(Tables))]
    public async Task A_table_of_readings_is_refused_whole(string name, string sentence)
    {
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        const string Row = "IT999E00000001,,2026-01-14T08:00:00Z,15,,1,measured\n";
        var table = name switch
        {
            "nul byte" => Encoding.UTF8.GetBytes(Header + Row.Replace("08:00", "08:0\0", StringComparison.Ordinal)),
            "latin" => [.. Encoding.UTF8.GetBytes(Header + "IT999E00000001,Forl"), 0xEC, .. Encoding.UTF8.GetBytes(Row[15..])],
            "formula" => Encoding.UTF8.GetBytes(Header + Row.Replace(",,2026", ",=cmd|' /C calc'!A0,2026", StringComparison.Ordinal)),
            "stranger" => Encoding.UTF8.GetBytes(Header + Row.Replace("00000001", "00000077", StringComparison.Ordinal)),
            "wide" => Encoding.UTF8.GetBytes(Header + new string(',', 2_000_000)),
            _ => Encoding.UTF8.GetBytes(Header + Row.Replace("2026", name, StringComparison.Ordinal)),
        };
        await RefusedAsync(server, table, "text/csv", sentence);
    }

    [Fact]
    public async Task A_point_of_another_community_is_told_no_more_of_than_one_that_nobody_has()
    {
        await using var other = await TestServer.StartAsync(postgres, Clock);
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        // Both communities have the same points; this one is of neither, and then of the other alone.
        var (_, nobody) = await PushOfAsync(server, "IT999E00000078");
        await AddPointAsync(other, "IT999E00000079");
        var (_, foreign) = await PushOfAsync(server, "IT999E00000079");
        Assert.Equal(("56", (string?)nobody["detail"]), ((string?)foreign["code"], (string?)foreign["detail"]));
        Assert.Empty(await server.StoredAsync());
        Assert.Empty(await other.StoredAsync());
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
        Assert.Equal(0L, await other.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
    }

    [Theory]
    [InlineData("login", "{\"username\":\"\\ud800\",\"password\":\"x\"}")]
    [InlineData("login", "{\"username\":\"\\u0000\",\"password\":\"x\"}")]
    [InlineData("login", "{\"\\ud800\":1}")]
    [InlineData("login", Deep)]
    [InlineData("lastRequest", Deep)]
    [InlineData("lastRequest", "{\"resource_id\":\"\\ud800\"}")]
    [InlineData("searchingRequest", "{\"resource_id\":\"" + TestServer.Resource + "\",\"period_start\":\"\\u0000\"}")]
    [InlineData("searchingByPropertyRequest", "{\"resource_id\":\"" + TestServer.Resource
        + "\",\"property_name\":\"\\u0000\",\"property_value\":\"\\ud800\"}")]
    public async Task Other_calls_answer_what_they_cannot_read_in_their_own_form(string call, string body)
    {
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        var (status, answer) = await server.CallAsync(call, Encoding.UTF8.GetBytes(body));
        Assert.InRange((int)status, 200, 499);
        Assert.NotEmpty((string?)answer["detail"] ?? (string?)answer["message"] ?? "");
    }

    private static byte[] Dataset(string name)
    {
        var message = TestServer.OneQuarter();
        var context = message["UrbanDataset"]!["context"]!;
        var lines = message["UrbanDataset"]!["values"]!["line"]!.AsArray();
        switch (name)
        {
            case "deep":
                return Encoding.UTF8.GetBytes("{\"UrbanDataset\":" + string.Concat(Enumerable.Repeat("[", 100_000)));
            case "lines":
                lines.Clear();
                for (var i = 0; i < 10_001; i++) lines.Add(JsonNode.Parse("{\"property\":[{\"name\":\"PODID\",\"val\":\"x\"}]}"));
                break;
            case "made 2036" or "made 2010":
                context["timestamp"] = $"{name[5..]}-01-14T10:15:21";
                break;
            case "measured 2036" or "measured 2010" or "measured 9999":
                var period = lines[0]!["period"]!;
                foreach (var end in new[] { "start_ts", "end_ts" })
                    period[end] = name[9..] + ((string)period[end]!)[4..];
                break;
        }

        var text = message.ToJsonString();
        return name switch
        {
            "nul byte" => Encoding.UTF8.GetBytes(text.Replace(",\"context\"", ",\0\"context\"", StringComparison.Ordinal)),
            "nul escape" => Encoding.UTF8.GetBytes(text.Replace("c2g-", "c2g\\u0000", StringComparison.Ordinal)),
            "half pair" => Encoding.UTF8.GetBytes(text.Replace("\"PODID\"", "\"\\ud800\"", StringComparison.Ordinal)),
            "latin" => With(text, 0xE0),
            "overlong" => With(text, 0xC0, 0x80),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static byte[] With(string text, params byte[] bytes)
    {
        var place = text.IndexOf("c2g-", StringComparison.Ordinal);
        return [.. Encoding.UTF8.GetBytes(text[..place]), .. bytes, .. Encoding.UTF8.GetBytes(text[place..])];
    }

    private static async Task RefusedAsync(TestServer server, byte[] body, string type, string sentence)
    {
        var (status, answer) = await server.PostAsync("/api/readings", body, type);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = answer["faults"]!.AsArray()[0]!;
        Assert.Contains(
            sentence, $"{fault["field"]}: found {fault["found"]}, expected {fault["expected"]}", StringComparison.Ordinal);
        await RecordedAsync(server, 1);
    }

    private static async Task RecordedAsync(TestServer server, long messages)
    {
        Assert.Equal(messages, await server.AskAsync<long>(
            "select count(*) from core.ingest where community_id = $1 and refusal <> '' and length(raw) > 0"));
        Assert.Empty(await server.StoredAsync());
    }

    private static Task<(HttpStatusCode Status, JsonNode Answer)> PushOfAsync(TestServer server, string pod) => server.CallAsync(
        "push", TestServer.Push(Encoding.UTF8.GetBytes(TestServer.OneQuarter().ToJsonString()
            .Replace("IT999E00000001", pod, StringComparison.Ordinal).Replace("10:15:21", $"10:15:{pod[^2..]}", StringComparison.Ordinal)
            .Replace(":78\"", ":38\"", StringComparison.Ordinal).Replace(":79\"", ":39\"", StringComparison.Ordinal))));

    private static async Task AddPointAsync(TestServer server, string pod)
    {
        var sample = TestServer.Sample();
        var community = sample with { Pods = [.. sample.Pods, sample.Pods[0] with { Pod = pod }] };
        await server.Communities.SaveAsync(server.Code, new(community, []), "test", Cancellation);
    }
}
