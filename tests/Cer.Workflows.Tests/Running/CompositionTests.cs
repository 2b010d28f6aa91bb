using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

public class CompositionTests
{
    private static string Greeting(int version = 1) => Definition(
        Sequence(
            "child",
            LineJs("hi", $"`v{version} ${{getWho()}}`"),
            Activity("out", "SetOutput", ("outputName", Literal("Answer")), ("outputValue", Input("JavaScript", "getWho() + '!'")))),
        inputs: [Named("Who", "String")],
        outputs: [Named("Answer", "String")],
        id: "greet",
        version: version);

    [Fact]
    public async Task A_workflow_used_as_an_activity_takes_inputs_and_gives_outputs()
    {
        var use = new JsonObject
        {
            ["id"] = "use",
            ["name"] = "Use1",
            ["type"] = "Greet",
            ["version"] = 1,
            ["workflowDefinitionId"] = "greet",
            ["who"] = Literal("Anna"),
            ["answer"] = Output("A"),
        };
        var main = Definition(Sequence("all", use, LineOf("show", "A"), LineJs("again", "getAnswerFromUse1()")), [Value("A", "String")]);
        Assert.Equal(["v1 Anna", "Anna!", "Anna!"], (await Tried.RunAsync(main, Greeting())).Lines);
    }

    [Fact]
    public async Task A_definition_is_found_by_version_id_then_version_then_published()
    {
        JsonObject Use(string? versionId, int version) => new()
        {
            ["id"] = "use",
            ["type"] = "Greet",
            ["version"] = version,
            ["workflowDefinitionId"] = "greet",
            ["workflowDefinitionVersionId"] = versionId,
            ["who"] = Literal("x"),
        };
        string[] both = [Greeting(2), Greeting(1)];
        Assert.Equal(["v1 x"], (await Tried.RunAsync(Definition(Use("greet-v1", 2)), both)).Lines);
        Assert.Equal(["v2 x"], (await Tried.RunAsync(Definition(Use(null, 2)), both)).Lines);
        Assert.Equal(["v2 x"], (await Tried.RunAsync(Definition(Use("gone", 9)), both)).Lines);
    }

    [Fact]
    public async Task Complete_ends_the_nearest_composite_with_its_outcome_and_nothing_above_it()
    {
        var child = Definition(
            Flowchart([Line("in"), Activity("c", "Complete", ("outcomes", Input("Object", "[\"Good\"]"))), Line("never")],
                "line-in -> c", "c -> line-never"),
            id: "part");
        var use = new JsonObject { ["id"] = "use", ["type"] = "Part", ["version"] = 1, ["workflowDefinitionId"] = "part" };
        var main = Definition(Flowchart([use, Line("good"), Line("done")], "use:Good -> line-good", "use:Done -> line-done"));
        Assert.Equal(["in", "good"], (await Tried.RunAsync(main, child)).Lines);
    }

    [Fact]
    public async Task A_composite_that_uses_itself_is_stopped_with_a_sentence()
    {
        var use = new JsonObject { ["id"] = "use", ["type"] = "Self", ["version"] = 1, ["workflowDefinitionId"] = "main" };
        var tried = await Tried.RunAsync(Definition(use));
        Assert.Contains("30 deep", tried.State.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_runs_the_child_before_it_goes_on_and_dispatch_sends_it_off()
    {
        JsonObject Start(string type, bool waits) => Activity(
            "start",
            type,
            ("workflowDefinitionId", Literal("greet")),
            ("input", Input("Object", "{\"Who\":\"Ada\"}")),
            ("waitForCompletion", Literal($"{waits}", "Boolean")),
            ("result", Output("R")));
        string Main(string type, bool waits, string script) =>
            Definition(Sequence("all", Start(type, waits), LineJs("after", script)), [Value("R", "Object")]);
        Assert.Equal(["v1 Ada", "Ada!"], (await Tried.RunAsync(Main("ExecuteWorkflow", true, "variables.R.output.Answer"),
            Greeting())).Lines);
        Assert.Equal(["v1 Ada", "Ada!"], (await Tried.RunAsync(Main("DispatchWorkflow", true, "variables.R.Answer"), Greeting())).Lines);
        Assert.Equal(["after", "v1 Ada"], (await Tried.RunAsync(Main("DispatchWorkflow", false, "'after'"), Greeting())).Lines);
    }

    [Fact]
    public async Task Bulk_dispatch_gives_every_child_its_own_item_and_goes_on_once()
    {
        var child = Definition(LineJs("show", "`item ${getItem()}`"), inputs: [Named("Item", "String")], id: "one");
        var main = Definition(Flowchart(
            [
                Activity("bulk", "BulkDispatchWorkflows", ("workflowDefinitionId", Literal("one")),
                    ("items", Input("Object", "[\"a\",\"b\",\"c\"]")), ("childCompleted", Line("child"))),
                Line("all"),
            ],
            "bulk:Completed -> line-all"));
        var tried = await Tried.RunAsync(main, child);
        Assert.Equal(["item a", "child", "item b", "child", "item c", "child", "all"], tried.Lines);
        Assert.Equal(4, tried.Runs.Runs.Count);
    }

    [Fact]
    public async Task An_event_resumes_those_who_wait_for_its_name_and_starts_those_who_begin_with_it()
    {
        var trigger = Activity("on", "Event", ("eventName", Literal("rang")), ("result", Output("P")),
            ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        var started = Definition(Sequence("seq", trigger, LineJs("started", "`started by ${variables.P}`")), [Value("P", "String")],
            id: "listener");
        var main = Definition(
            Flowchart(
                [
                    Activity("s", "Start"), Activity("wait", "Event", ("eventName", Literal("rang")), ("result", Output("P"))),
                        LineJs("heard", "`heard ${variables.P}`"),
                    Activity("ring", "PublishEvent", ("eventName", Literal("rang")), ("payload", Literal("bell"))),
                ],
                "s -> wait", "s -> ring", "wait -> heard"),
            [Value("P", "String")]);
        Assert.Equal(["heard bell", "started by bell"], (await Tried.RunAsync(main, started)).Lines);
    }

    [Fact]
    public async Task Waits_are_listed_and_drained_in_the_order_of_their_making()
    {
        var main = Definition(Flowchart(
            [
                Activity("s", "Start"), Activity("a", "RunTask", ("taskName", Literal("ask"))), Line("told"),
                Activity("b", "Delay", ("timeSpan", Literal("1.00:00:00", "TimeSpan"))), Line("late"),
            ],
            "s -> a", "s -> b", "a -> line-told", "b -> line-late"));
        var suspended = await Tried.RunAsync(main);
        Assert.Empty(suspended.Lines);
        Assert.Equal(["RunTask", "Delay"], suspended.State.Bookmarks.Select(bookmark => bookmark.Kind));
        Assert.Equal(["told", "late"], (await Tried.DrainAsync(main)).Lines);
    }

    [Fact]
    public async Task Requests_choose_their_branch_by_what_came_back()
    {
        JsonObject Send() => Activity(
            "send", "FlowSendHttpRequest", ("url", Literal("http://example.org/x")), ("expectedStatusCodes", Input("Object", "[200,404]")));
        JsonObject[] Lines() => [Send(), Line("ok"), Line("gone"), Line("odd"), Line("down"), Line("slow"), Line("done")];
        string Main() => Definition(Flowchart(
            Lines(), "send:200 -> line-ok", "send:404 -> line-gone", "send:Unmatched status code -> line-odd",
                "send:Failed to connect -> line-down", "send:Timeout -> line-slow", "send:Done -> line-done"));
        async Task<IReadOnlyList<string>> With(int status, bool timedOut = false)
        {
            var tried = new Tried { Answer = _ => new(status, [], "text/plain", [], timedOut) };
            await tried.TryAsync(Main(), JoinMode.Counter, false, null);
            return tried.Lines;
        }

        Assert.Equal(["ok", "done"], await With(200));
        Assert.Equal(["gone", "done"], await With(404));
        Assert.Equal(["odd", "done"], await With(500));
        Assert.Equal(["down"], await With(0));
        Assert.Equal(["slow"], await With(0, timedOut: true));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_runs_the_activity_drawn_for_it()
    {
        var mail = Activity("mail", "SendEmail", ("to", Input("Object", "[\"a@example.org\"]")), ("subject", Literal("s")),
            ("error", Line("error")));
        var sent = await Tried.RunAsync(Definition(Sequence("all", mail, Line("after"))));
        Assert.Equal(["after"], sent.Lines);
        Assert.Equal(["a@example.org"], sent.Letters[0].To);
        var refused = new Tried { Post = _ => throw new InvalidOperationException("no server") };
        await refused.TryAsync(Definition(Sequence("all", (JsonObject)mail.DeepClone(), Line("after"))), JoinMode.Counter, false, null);
        Assert.Equal(["error", "after"], refused.Lines);
    }
}
