using System.Net;
using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>Whatever comes in about workflows is answered with a sentence: nothing of it is a fault of the server.</summary>
public class HostileTests(FlowFixture fixture)
{
    private static readonly string[] Strange =
    [
        "%00", "%2F", "..%2f..", "%F0%9F%92%A9", "%27%20or%20%271%27=%271", "%ED%A0%80", "%0A", "null", "export", "-1", new('x', 5_000),
    ];

    private static readonly string[] Values = ["null", "1", "-1e400", "\"x\"", "\"\\u0000\"", "[]", "{}", "true", "[[1]]", "{\"a\":{}}"];

    [Fact]
    public async Task No_address_brings_a_fault_of_the_server()
    {
        using var anna = await fixture.EnterAsync();
        foreach (var id in Strange)
        {
            foreach (var path in new[]
            {
                $"definitions/{id}", $"definitions/{id}?version=99999999999", $"definitions/{id}/versions", $"definitions/export?ids={id}",
                $"definitions/{id}/diff?from=1&to=x", $"definitions/{id}/diff?from=1&to=2", $"instances?definition={id}&status={id}",
                $"instances/{id}", $"instances/{id}/journal?after={id}", $"instances/{id}/activities?skip=-1", $"http/{id}", "tasks?all=x",
            }) await FineAsync(anna, "GET", path, null);
            foreach (var path in new[]
            {
                $"definitions/{id}/publish", $"definitions/{id}/retract", $"definitions/{id}/revert", $"definitions/{id}/run",
                $"instances/{id}/cancel", $"instances/{id}/retry", $"instances/{id}/tasks/1", $"dead-letters/{id}/1/retry", $"http/{id}",
            }) await FineAsync(anna, "POST", path, """{"revision": 1, "version": 1, "result": null}""");
            await FineAsync(anna, "DELETE", $"definitions/{id}", null);
        }
    }

    [Fact]
    public async Task No_document_however_wrong_brings_a_fault_of_the_server()
    {
        using var anna = await fixture.EnterAsync();
        var good = (JsonObject)JsonNode.Parse(Sample())!;
        List<string> places = [.. Places(good, "")];
        Assert.InRange(places.Count, 60, 400);
        var made = 0;
        foreach (var (place, i) in places.Select((place, i) => (place, i)))
        {
            // Each place with one of the values, which take turns.
            foreach (var value in Values.Where((_, n) => (n + i) % Values.Length == 0))
            {
                var wrong = (JsonObject)good.DeepClone();
                Replace(wrong, place, value);
                wrong["definitionId"] = $"d{i}-{made}";
                var document = $"{{\"document\": {wrong.ToJsonString()}}}";
                await FineAsync(anna, "POST", "check", document);
                var answer = await FineAsync(anna, "POST", "definitions", document);
                if (answer != HttpStatusCode.Created) continue;
                made++;
                var id = (string)(await anna.PostAsync("definitions", document)).Json["definitionId"]!;
                await FineAsync(anna, "POST", $"definitions/{id}/publish", "{}");
                await FineAsync(anna, "POST", $"definitions/{id}/retract", null);
                await FineAsync(anna, "GET", $"definitions/{id}", null);
            }
        }

        Assert.InRange(made, 20, int.MaxValue);
        await FineAsync(anna, "GET", "definitions", null);
        await FineAsync(anna, "GET", "definitions/export", null);
    }

    [Fact]
    public async Task No_input_of_a_run_brings_a_fault_of_the_server_and_every_run_comes_to_an_end()
    {
        using var anna = await fixture.EnterAsync();
        var id = await anna.PublishAsync(Definition(
            LineJs("l", "'' + getInput('a')"), inputs: [Named("a", "Object")]));
        List<string> runs = [];
        foreach (var value in Values.Append(string.Concat(Enumerable.Repeat("[", 44)) + string.Concat(Enumerable.Repeat("]", 44))))
        {
            var body = $"{{\"input\": {{\"a\": {value}}}, \"correlationId\": \"\\u0000\"}}";
            var answer = await anna.PostAsync($"definitions/{id}/run", body);
            Assert.True((int)answer.Status < 500, answer.Text);
            if (answer.Status == HttpStatusCode.Accepted) runs.Add((string)answer.Json["instanceId"]!);
        }

        Assert.InRange(runs.Count, Values.Length, Values.Length + 1);
        foreach (var run in runs) await anna.UntilAsync(run, "Finished");
    }

    private static async Task<HttpStatusCode> FineAsync(Designer designer, string method, string path, string? body)
    {
        var answer = await designer.SendAsync(method, path, body);
        Assert.True((int)answer.Status < 500, $"{method} {path[..Math.Min(path.Length, 100)]} {body}: {answer.Text}");
        return answer.Status;
    }

    /// <summary>A flow with some of everything that a definition can hold.</summary>
    private static string Sample()
    {
        var trigger = new JsonObject { ["canStartWorkflow"] = true, ["cer:misfire"] = "once" };
        return Definition(
            Flowchart(
                [
                    Activity("c", "Cron", ("cronExpression", Literal("0 0 3 * * *")), ("customProperties", trigger)),
                    Activity("h", "HttpEndpoint", ("path", Literal("x")), ("supportedMethods", Input("Object", "[\"GET\"]")),
                        ("policy", Literal("staff")), ("customProperties", new JsonObject { ["canStartWorkflow"] = true })),
                    Activity("i", "If", ("condition", Input("JavaScript", "true")), ("then", Line("a"))),
                    Activity("s", "FlowSwitch", ("cases", new JsonArray(new JsonObject
                    {
                        ["label"] = "uno", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" },
                    }))),
                    Activity("v", "SetVariable", ("variable", Value("X", "Int32")), ("value", Literal("3"))),
                    Activity("w", "ExecuteWorkflow", ("workflowDefinitionId", Literal("altro")), ("result", Output("X"))),
                ],
                "c -> i",
                "i -> s",
                "s:uno -> v",
                "h -> v",
                "v -> w"),
            variables: [Value("X", "Int32", "1")],
            inputs: [Named("Mese", "String")],
            outputs: [Named("Esito", "Object")]);
    }

    private static IEnumerable<string> Places(JsonNode node, string at)
    {
        var inside = node switch
        {
            JsonObject fields => fields.Select(field => (field.Key, field.Value)),
            JsonArray list => list.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        foreach (var (name, child) in inside)
        {
            var place = at.Length == 0 ? name : $"{at}\n{name}";
            yield return place;
            if (child is null) continue;
            foreach (var deeper in Places(child, place)) yield return deeper;
        }
    }

    private static void Replace(JsonObject document, string place, string value)
    {
        JsonNode node = document;
        var parts = place.Split('\n');
        foreach (var part in parts[..^1]) node = (node is JsonArray list ? list[Place(part)] : node[part])!;
        if (node is JsonArray items) items[Place(parts[^1])] = JsonNode.Parse(value);
        else node[parts[^1]] = JsonNode.Parse(value);
    }

    private static int Place(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
