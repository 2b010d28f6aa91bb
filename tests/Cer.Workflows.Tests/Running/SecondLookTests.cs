using System.Text.Json.Nodes;
using Cer.Workflows.Activities;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

/// <summary>What a second reader of the engine found; the lines are worked out by hand from how Elsa 3 behaves.</summary>
public class SecondLookTests
{
    [Theory]
    [InlineData("my_var", "getMyVar()")]
    [InlineData("my_var", "getMy_var()")]
    [InlineData("my_var", "variables.MyVar")]
    [InlineData("bar_Baz", "getBarBaz()")]
    [InlineData("_foo", "getFoo()")]
    [InlineData("_foo", "get_foo()")]
    [InlineData("dash-name", "getDashName()")]
    [InlineData("two words", "getTwoWords()")]
    [InlineData("$amount", "get$amount()")]
    [InlineData("aBC", "getABC()")]
    [InlineData("order2", "getOrder2()")]
    public async Task A_variable_is_asked_for_by_the_spelling_that_Elsa_makes_of_its_name(string name, string script)
    {
        var tried = await Tried.RunAsync(Definition(LineJs("show", script), [Value(name, "String", "here")]));
        Assert.Equal(["here"], tried.Lines);
    }

    [Fact]
    public async Task A_variable_is_set_by_the_spelling_that_Elsa_makes_of_its_name()
    {
        var script = LineJs("show", "setMyVar('q'); getVariable('my_var')");
        Assert.Equal(["q"], (await Tried.RunAsync(Definition(script, [Value("my_var", "String")]))).Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_calendar_without_anything_written_is_switched_off_and_the_flow_goes_on(string written)
    {
        var cron = Activity("cron", "Cron", ("cronExpression", Literal(written)));
        var tried = await Tried.RunAsync(Definition(Sequence("all", Line("a"), cron, Line("d"))));
        Assert.Equal(["a", "d"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Theory]
    [InlineData("FlowSwitch")]
    [InlineData("Switch")]
    public async Task The_condition_of_a_case_may_be_wrapped_like_an_input(string type)
    {
        var one = new JsonObject
        {
            ["label"] = "One",
            ["condition"] = Input("JavaScript", "true", "Boolean"),
            ["activity"] = type == "Switch" ? Line("one") : null,
        };
        var choice = Activity("choice", type, ("cases", new JsonArray(one)), ("default", type == "Switch" ? Line("other") : null));
        var root = type == "Switch" ? choice : Flowchart(
            [choice, Line("one"), Line("other")], "choice:One -> line-one", "choice:Default -> line-other");
        Assert.Equal(["one"], (await Tried.RunAsync(Definition(root))).Lines);
    }

    [Fact]
    public void A_condition_without_a_syntax_is_told_before_the_run()
    {
        var one = new JsonObject { ["label"] = "One", ["condition"] = new JsonObject { ["value"] = "true" } };
        var problems = Problems(Definition(Activity("choice", "FlowSwitch", ("cases", new JsonArray(one)))));
        Assert.Contains(
            "choice.cases: Found the condition of case 'One' without a type, expected one such as JavaScript: choose its syntax.",
            problems);
    }

    [Theory]
    [InlineData("zzz", null, "pub")]
    [InlineData("zzz", "other", "pub")]
    [InlineData("zzz", "zzz", "pub", "heard")]
    [InlineData("", "other", "pub", "heard")]
    public async Task An_event_with_a_correlation_is_heard_only_by_instances_of_that_correlation(
        string sent, string? own, params string[] lines)
    {
        var publish = Activity("publish", "PublishEvent", ("eventName", Literal("E")), ("correlationId", Literal(sent)));
        var hears = Sequence("hears", Activity("event", "Event", ("eventName", Literal("E"))), Line("heard"));
        var both = Activity("both", "Parallel", ("activities", new JsonArray(hears, Sequence("sends", publish, Line("pub")))));
        var root = own is null ? both : Sequence("all", Activity("mark", "Correlate", ("correlationId", Literal(own))), both);
        Assert.Equal(lines, (await Tried.RunAsync(Definition(root))).Lines);
    }

    [Fact]
    public async Task A_variable_kept_in_memory_only_starts_again_with_its_declared_value_after_a_wait()
    {
        var variable = Value("A", "String", "init");
        variable["storageDriverTypeName"] = "Elsa.Workflows.Services.MemoryStorageDriver, Elsa.Workflows.Core";
        var root = Sequence(
            "all",
            Activity("set", "SetVariable", ("variable", Value("A", "String")), ("value", Literal("set"))),
            LineOf("before", "A"),
            Activity("wait", "Delay"),
            LineOf("after", "A"));
        Assert.Equal(["set", "init"], (await Tried.DrainAsync(Definition(root, [variable]))).Lines);
    }

    [Fact]
    public async Task An_event_begins_only_the_latest_version_that_is_published()
    {
        string Hearing(int version) => Definition(
            Sequence("all", Activity("event", "Event", ("eventName", Literal("E")), ("customProperties",
                new JsonObject { ["canStartWorkflow"] = true })), Line($"version {version}")),
            id: "hearing",
            version: version);
        var publish = Definition(Activity("publish", "PublishEvent", ("eventName", Literal("E"))));
        Assert.Equal(["version 2"], (await Tried.RunAsync(publish, Hearing(2), Hearing(1))).Lines);
    }

    [Fact]
    public async Task Thousands_of_waits_are_drained_in_the_order_of_their_making()
    {
        var body = Sequence("body", Activity("wait", "Delay"), LineOf("show", "CurrentValue"));
        var items = Input("JavaScript", "Array.from({ length: 4000 }, (_, i) => i)");
        var tried = await Tried.DrainAsync(Definition(Activity("each", "ParallelForEach", ("items", items), ("body", body))));
        Assert.Equal(Enumerable.Range(0, 4_000).Select(one => $"{one}"), tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public void A_link_that_would_tell_an_event_is_refused_before_the_run_with_its_place_and_another_way()
    {
        var problem = Assert.Single(Problems(Definition(LineJs("show", "const a = 1;\ncreateEventTriggerUrl('x')"))));
        Assert.StartsWith("show.text: createEventTriggerUrl is not known here: ", problem, StringComparison.Ordinal);
        Assert.EndsWith("(line 2, column 1)", problem, StringComparison.Ordinal);
        Assert.Contains("POST workflows/events", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Variables.L.Sum()", "6")]
    [InlineData("Variables.L.Max()", "3")]
    [InlineData("Variables.L.Min()", "1")]
    [InlineData("Variables.L.Average()", "2")]
    [InlineData("Variables.L.Count()", "3")]
    [InlineData("Variables.L.First() + Variables.L.Last()", "4")]
    [InlineData("Variables.L.Any()", "True")]
    [InlineData("float.Parse(\"1.5\")", "1.5")]
    [InlineData("int.Parse(\"4\") + long.Parse(\"5\")", "9")]
    [InlineData("double.Parse(\"0.5\") + 1", "1.5")]
    [InlineData("decimal.Parse(\"1.50\") * 2", "3.00")]
    [InlineData("(Variables.D - DateTime.Parse(\"2026-01-01\")).TotalHours", "27.5")]
    [InlineData("(Variables.T - DateTime.Parse(\"2026-01-01\")).TotalHours", "27.5")]
    public async Task CSharp_counts_lists_and_reads_numbers_and_dates(string script, string line)
    {
        var show = Activity("show", "WriteLine", ("text", Input("CSharp", script, "String")));
        var list = Value("L", "Object", "[1,2,3]");
        list["typeName"] = "Int32";
        list["isArray"] = true;
        var tried = await Tried.RunAsync(Definition(show, [list, Value("D", "DateTimeOffset", "2026-01-02T03:30:00Z"),
            Value("T", "DateTime", "2026-01-02T03:30:00Z")]));
        Assert.Equal([line], tried.Lines);
        Assert.Empty(Problems(Definition(show.DeepClone().AsObject(), [Value("L", "Object"), Value("D", "Object"),
            Value("T", "Object")])));
    }

    [Theory]
    [InlineData("Variables.L.Select(\"x\")", "There is no method Select here: use JavaScript for more. (line 1, column 13)")]
    [InlineData("\"text\".Frob()", "a text has no method Frob for what it is given: use JavaScript for more. (line 1, column 8)")]
    [InlineData("\"text\".Size", "a text has no member Size here: use JavaScript for more. (line 1, column 8)")]
    [InlineData("1.Foo()", "a number (int32) has no method Foo for what it is given: use JavaScript for more. (line 1, column 3)")]
    [InlineData("Math.Sinus(1)", "Math.Sinus is not known here: use JavaScript for more. (line 1, column 6)")]
    [InlineData("DateTime.Now", "DateTime.Now depends on the machine: write DateTime.UtcNow. (line 1, column 10)")]
    [InlineData("1 + Enumerable.Range(1, 2)", "The type Enumerable is not known here: use ", "(line 1, column 5)")]
    public void What_CSharp_does_not_know_here_is_told_before_the_run_with_its_place(string script, params string[] parts)
    {
        var show = Activity("show", "WriteLine", ("text", Input("CSharp", script, "String")));
        var problem = Assert.Single(Problems(Definition(show, [Value("L", "Object")])));
        Assert.All(parts, part => Assert.Contains(part, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Log")]
    [InlineData("LogMessage")]
    public async Task What_is_logged_goes_to_the_log_with_its_level_and_the_flow_goes_on(string type)
    {
        var root = Sequence(
            "all",
            Activity("first", type, ("message", Literal("seen"))),
            Activity("second", type, ("message", Literal("odd")), ("level", Literal("Warning"))),
            Line("after"));
        Assert.Equal(["[Information] seen", "[Warning] odd", "after"], (await Tried.RunAsync(Definition(root))).Lines);
    }

    [Fact]
    public async Task A_file_that_nobody_asked_for_is_told_to_the_log_and_the_flow_goes_on()
    {
        var file = Activity("file", "WriteFileHttpResponse", ("content", Literal("x")), ("filename", Literal("a.txt")));
        Assert.Equal(
            ["[Warning] file had no request to answer.", "after"],
            (await Tried.RunAsync(Definition(Sequence("all", file, Line("after"))))).Lines);
    }

    [Theory]
    [InlineData("WriteFileHttpResponse", "entityTag", "enableResumableDownloads", "downloadCorrelationId")]
    [InlineData("HttpEndpoint", "fileSizeLimit", "allowedFileExtensions", "blockedFileExtensions", "allowedMimeTypes",
        "exposeRequestTooLargeOutcome", "exposeFileTooLargeOutcome", "exposeInvalidFileExtensionOutcome",
        "exposeInvalidFileMimeTypeOutcome")]
    [InlineData("DispatchWorkflow", "startNewTrace", "channelName")]
    [InlineData("BulkDispatchWorkflows", "startNewTrace", "channelName")]
    public void The_catalogue_has_every_input_that_Elsa_writes(string type, params string[] inputs) => Assert.Subset(
        ActivityCatalog.Standard.Single(one => one.Descriptor.Type == "Elsa." + type).Descriptor.Inputs.Select(one => one.Name).ToHashSet(),
        inputs.ToHashSet());

    private static IEnumerable<string> Problems(string definition) =>
        new DefinitionCheck(new(ActivityCatalog.Standard), ScriptLanguages.Evaluator(TimeProvider.System))
            .Check(DefinitionText.Read(definition)).Select(one => one.ToString());
}
