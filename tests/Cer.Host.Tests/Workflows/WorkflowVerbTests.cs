using System.Text.Json.Nodes;
using Cer.Host.Tests.Settle;

namespace Cer.Host.Tests.Workflows;

/// <summary>What <c>cer workflow</c> prints, and its exit status.</summary>
public sealed class WorkflowVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-flow-").FullName;

    private const string Waiting = """
        {"definitionId":"main","root":{"type":"Elsa.Sequence","id":"s","activities":[
          {"id":"a","type":"Elsa.WriteLine","text":"before"},
          {"id":"d","type":"Elsa.Delay","timeSpan":"01:00:00"},
          {"id":"b","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"getInput('X') + 1.5"}}},
          {"id":"e","type":"Elsa.ExecuteWorkflow","workflowDefinitionId":"child"}]}}
        """;

    private const string Child = """
        {"id":"c2","definitionId":"child","version":2,"outputs":[{"name":"R","type":"Int32"}],"root":{"type":"Elsa.SetOutput","id":"o",
          "outputName":"R","outputValue":"7"}}
        """;

    [Fact]
    public async Task Lines_are_printed_and_the_exit_status_says_how_it_ended()
    {
        var main = Write("main.json", Waiting);
        var with = Path.Combine(_folder, "with");
        Directory.CreateDirectory(with);
        Write("with/child.json", Child);
        Write("with/other.json", "no definition");
        var waits = await RunAsync("run", main, "--with", with);
        Assert.Equal((4, "before\n"), (waits.Exit, waits.Output));
        Assert.Contains("waits: Delay of d ", waits.Error, StringComparison.Ordinal);
        Assert.Contains("left out: ", waits.Error, StringComparison.Ordinal);

        var state = Path.Combine(_folder, "state.json");
        var done = await RunAsync("run", main, "--with", with, "--drain", "--input", "{\"X\":1}", "--state", state);
        Assert.Equal((0, "before\n2.5\n"), (done.Exit, done.Output));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken))!;
        Assert.Equal(("Finished", "Finished", null), ((string?)json["status"], (string?)json["subStatus"], (string?)json["correlationId"]));
        Assert.Equal(("child", 7), ((string?)json["children"]![0]!["definitionId"], (int)json["children"]![0]!["outputs"]!["R"]!));
        Assert.Equal(
            [null, "s", "a", "a", "d"], json["journal"]!.AsArray().Take(5).Select(entry => (string?)entry!["activityId"]));
        var inputs = Write("in.json", "{\"X\":\"x\"}");
        Assert.Equal("before\nx1.5\n", (await RunAsync("run", main, "--with", with, "--drain", "--input", "@" + inputs)).Output);
    }

    [Theory]
    [InlineData("""{"root":{"id":"f","type":"Elsa.Fault","message":"boom"}}""", 3, "f: boom")]
    [InlineData("""{"root":{"id":"w","type":"Elsa.While","condition":true,"body":{"id":"s","type":"Elsa.Start"}}}""", 5, "given up")]
    [InlineData("""{"root":5}""", 2, "Found no object 'root'")]
    [InlineData("{", 2, "Found text that is not JSON")]
    public async Task A_run_that_does_not_end_well_says_why(string definition, int exit, string sentence)
    {
        var run = await RunAsync("run", Write("d.json", definition), "--timeout", "1");
        Assert.Equal((exit, ""), (run.Exit, run.Output));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_printed_once_is_printed_again_and_problems_are_told_one_a_line()
    {
        var once = await RunAsync("roundtrip", Write("a.json", Waiting));
        var twice = await RunAsync("roundtrip", Write("b.json", once.Output));
        Assert.Equal((0, once.Output), (twice.Exit, twice.Output));
        Assert.Equal((0, ""), await ValidateAsync(Waiting));
        Assert.Equal(
            (1, "a.text: Found the end, expected a value. (line 1, column 3)\n"),
            await ValidateAsync("""
                {"root":{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"f("}}}}
                """));
        Assert.Equal(2, (await RunAsync("validate", Path.Combine(_folder, "missing.json"))).Exit);
    }

    private static Task<CerProcess> RunAsync(params string[] arguments) => CerProcess.RunAsync(["workflow", .. arguments]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Exit, string Output)> ValidateAsync(string definition)
    {
        var run = await RunAsync("validate", Write("v.json", definition));
        return (run.Exit, run.Output);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
