using System.Text.Json.Nodes;
using Cer.Workflows.Activities;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Local;
using Cer.Workflows.Running;
using FsCheck;
using FsCheck.Fluent;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Definitions;

/// <summary>Whatever is done to a definition: it is read or refused with a sentence, checked, saved and run, and nothing breaks.</summary>
public class SpoiledTests
{
    private static readonly string[] Whole = [.. Definitions()];

    [Fact]
    public void A_spoiled_definition_is_read_saved_checked_and_run_or_refused_with_a_sentence() => Prop.ForAll(
        Gen.Elements(Whole).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (whole, seed) =>
        {
            if (Read(new Spoiling(seed).Spoil(whole)) is { } definition) Try(definition);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_definition_cut_off_or_with_a_changed_character_is_read_or_refused_with_a_sentence() => Prop.ForAll(
        Gen.Elements(Whole).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (whole, seed) =>
        {
            var random = new Random(seed);
            var text = new System.Text.StringBuilder(whole);
            for (var i = random.Next(1, 4); i > 0; i--) text[random.Next(text.Length)] = (char)random.Next(1, 0x2100);
            if (random.Next(3) == 0) text.Length = random.Next(text.Length);
            if (Read(text.ToString()) is { } definition) Try(definition);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static WorkflowDefinition? Read(string text)
    {
        try
        {
            return DefinitionText.Read(text);
        }
        catch (DefinitionException fault)
        {
            Assert.StartsWith("Found ", fault.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static void Try(WorkflowDefinition definition)
    {
        var saved = DefinitionText.Write(definition);
        Assert.Equal(saved, DefinitionText.Write(DefinitionText.Read(saved)));
        var evaluator = ScriptLanguages.Evaluator(TimeProvider.System);
        foreach (var problem in new DefinitionCheck(new(ActivityCatalog.Standard), evaluator).Check(definition))
            Assert.NotEmpty(problem.ToString());
        using var world = new ShortWorld();
        foreach (var joins in new[] { JoinMode.Counter, JoinMode.Token })
        {
            LocalRuns runs = new(world, new([definition]), evaluator, TimeProvider.System, joins);
            try
            {
                runs.RunAsync(definition, [], world.Time).GetAwaiter().GetResult();
                runs.DrainAsync(world.Time).GetAwaiter().GetResult();
                Assert.NotEmpty(StateReport.Of(runs.Runs[0], runs.Runs).ToJsonString());
            }
            catch (OperationCanceledException)
            {
                // A spoiled definition may go round for ever: the clock, or the number of lines, ends it.
            }
        }
    }

    private static IEnumerable<string> Definitions()
    {
        JsonObject Js(string id, string type, params (string, string)[] inputs) =>
            Activity(id, type, [.. inputs.Select(input => (input.Item1, (JsonNode?)Input("JavaScript", input.Item2)))]);
        yield return Definition(
            Flowchart(
                [
                    Activity("start", "Start"), Line("a"), Js("if", "FlowDecision", ("condition", "getX() > 2")),
                        Activity("join", "FlowJoin",
                        ("mode", Literal("WaitAll"))), Activity("wait", "Delay", ("timeSpan", Literal("00:00:01"))), Line("b"),
                    Activity("set", "SetVariable", ("variable", new JsonObject { ["id"] = "X", ["name"] = "X" }),
                        ("value", Input("JavaScript", "getX() + 1"))),
                ],
                "start -> line-a", "start -> wait", "line-a -> join", "wait -> join", "join -> set", "set -> if", "if:False -> line-a",
                "if:True -> line-b"),
            [Value("X", "Int32", "0")]);
        yield return Definition(
            Sequence(
                "all",
                Activity("each", "ForEach", ("items", Input("JavaScript", "[1,2,3]")),
                    ("body", Sequence("in", LineJs("l", "getCurrentValue()"),
                    Activity("if", "If", ("condition", Input("JavaScript", "getCurrentValue() == 2")),
                        ("then", Activity("br", "Break")))))),
                Activity("both", "ParallelForEach", ("items", Input("Object", "[\"a\",\"b\"]")), ("body", Activity("e", "Event",
                    ("eventName", Literal("go"))))),
                Activity("fork", "Fork", ("joinMode", JsonValue.Create("WaitAny")), ("branches", new JsonArray(
                    Activity("t", "RunTask", ("taskName", Literal("ask"))), Activity("d", "Delay", ("timeSpan", Literal("1")))))),
                Activity("sw", "Switch", ("cases", new JsonArray(new JsonObject
                {
                    ["label"] = "one",
                    ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" },
                    ["activity"] = Line("case"),
                })), ("default", Line("none")), ("mode", Literal("MatchAny"))),
                Activity("out", "SetOutput", ("outputName", Literal("R")), ("outputValue", Input("Liquid", "{{ Input.Q | upcase }}")))),
            inputs: [Named("Q", "String")],
            outputs: [Named("R", "String")]);
        yield return Definition(
            Sequence(
                "all",
                new JsonObject { ["id"] = "use", ["type"] = "Main", ["version"] = 1, ["workflowDefinitionId"] = "main" },
                Activity("bulk", "BulkDispatchWorkflows", ("workflowDefinitionId", Literal("main")), ("items", Input("Object", "[1]"))),
                Activity("ex", "ExecuteWorkflow", ("workflowDefinitionId", Literal("main")), ("waitForCompletion", Literal("true"))),
                Activity("http", "SendHttpRequest", ("url", Literal("http://x.test/")), ("expectedStatusCodes", new JsonArray(new JsonObject
                {
                    ["statusCode"] = 200,
                    ["activity"] = Line("ok"),
                }))),
                Activity("mail", "SendEmail", ("to", Literal("a@example.org")), ("error", Line("error"))),
                Activity("cron", "Cron", ("cronExpression", Literal("0 0 * * * *"))),
                Activity("pub", "PublishEvent", ("eventName", Literal("go")), ("payload", Input("CSharp", "1 + 2")))));
    }

    /// <summary>Hears at most a thousand lines, for a moment.</summary>
    private sealed class ShortWorld : ILocalWorld, IDisposable
    {
        private readonly CancellationTokenSource _time = new(TimeSpan.FromSeconds(0.05));
        private int _lines;

        public CancellationToken Time => _time.Token;

        public ValueTask WriteLineAsync(string text, CancellationToken cancellation)
        {
            if (++_lines > 1000) _time.Cancel();
            return ValueTask.CompletedTask;
        }

        public ValueTask<string?> ReadLineAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

        public ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation) =>
            ValueTask.FromResult(new HttpAnswer(200, "{\"a\":1}"u8.ToArray(), "application/json", []));

        public ValueTask SendAsync(Letter letter, CancellationToken cancellation) => ValueTask.CompletedTask;

        public void Log(string level, string message)
        {
        }

        public void Dispose() => _time.Dispose();
    }
}
