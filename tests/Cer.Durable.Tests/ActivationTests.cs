using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>A workflow that is to run one at a time does, however many ask at once; who waits for one that may not is told.</summary>
public sealed class ActivationTests(FlowFixture fixture)
{
    private const string Namespace = "Elsa.Workflows.Runtime.ActivationValidators.";

    [Theory]
    [InlineData("AllowAlwaysStrategy, Elsa.Workflows.Runtime", 4)]
    [InlineData("SingletonStrategy, Elsa.Workflows.Runtime", 1)]
    [InlineData("CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", 2)]
    [InlineData("CorrelationStrategy, Elsa.Workflows.Runtime", 2)]
    public async Task Of_starts_at_once_as_many_begin_as_the_strategy_allows(string strategy, int begun)
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(With(Definition(Ask()), strategy));
        house.Run();
        house.Run();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => house.Instances.StartAsync(
            house.Tenant, "main", [], i % 2 == 0 ? "a" : "b", null, House.Cancellation)));
        await House.UntilAsync(async () => await house.CountAsync("wf.inbox where done_at is not null") == 4);
        Assert.Equal(begun, await house.CountAsync("wf.instance"));
    }

    [Fact]
    public async Task The_next_one_begins_when_the_one_before_has_ended_or_failed()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(With(Definition(Activity("f", "Fault", ("message", Literal("no")))), "SingletonStrategy"));
        for (var i = 0; i < 3; i++)
        {
            await house.StartAsync();
            await house.QuietAsync();
        }

        Assert.Equal(3, await house.CountAsync("wf.instance where sub_status = 'Faulted'"));
    }

    [Fact]
    public async Task Without_a_correlation_id_there_is_nothing_to_compare_and_another_workflow_counts_for_correlation_only()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(With(Definition(Ask()), "CorrelationStrategy"));
        await house.PublishAsync(Definition(Ask(), id: "other"));
        await house.StartAsync();
        await house.StartAsync();
        await house.Instances.StartAsync(house.Tenant, "other", [], "x", null, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal(3, await house.CountAsync("wf.instance"));
        await house.Instances.StartAsync(house.Tenant, "main", [], "x", null, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal(3, await house.CountAsync("wf.instance"));
    }

    [Fact]
    public async Task A_parent_that_waits_for_a_child_that_may_not_begin_goes_on()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(With(Definition(Ask(), id: "child"), "SingletonStrategy"));
        await house.StartAsync("child");
        await house.QuietAsync();
        await house.PublishAsync(Definition(Sequence(
            "all",
            Activity(
                "call",
                "ExecuteWorkflow",
                ("workflowDefinitionId", Literal("child")),
                ("waitForCompletion", Literal("true", "Boolean"))),
            LineJs("l", "getOutputFrom('call').subStatus"))));
        var parent = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(parent));
        Assert.Equal(["Cancelled"], await house.LinesAsync(parent));
    }

    private static JsonObject Ask() => Activity("ask", "RunTask", ("taskName", Literal("x")));

    private static string With(string definition, string strategy)
    {
        var json = (JsonObject)JsonNode.Parse(definition)!;
        json["options"] = new JsonObject { ["activationStrategyType"] = Namespace + strategy };
        return json.ToJsonString();
    }
}
