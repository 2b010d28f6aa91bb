using Cer.Storage.Workflows;
using Cer.Workflows.Hosting;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Large payloads: elsewhere each step writes all of them again, and one that is too large stops the host.</summary>
public sealed class LargeValueTests(FlowFixture fixture)
{
    [Fact]
    public async Task A_large_value_is_written_once_and_not_with_every_step()
    {
        await using var house = await House.OpenAsync(fixture);
        var big = Flows.Own("big", "Big", "");
        big["result"] = Output("R");
        await house.PublishAsync(Definition(
            Sequence(
                "all",
                [
                    big, .. Enumerable.Range(0, 10).Select(i => Flows.Own($"i{i}", "Insert", $"e{i}")),
                    Activity("ask", "RunTask", ("taskName", Literal("Check"))), LineJs("length", "variables.R.length"),
                    LineJs("end", "variables.R.substring(999998)"),
                ]),
            [Value("R", "String")]));
        var id = await house.StartAsync();
        // The node dies in the middle: the next one reads it back.
        await Assert.ThrowsAsync<DiedException>(() =>
            house.Node(new MortalStore(house.Stores.Instances, 5, after: true)).QuietAsync(House.Cancellation));
        var written = await house.ListAsync("select xmin::text || hash from wf.value");
        Assert.Single(written);
        await house.PassLeasesAsync();
        await house.QuietAsync();
        Assert.Equal("Suspended", await house.StatusAsync(id));
        Assert.Equal(written, await house.ListAsync("select xmin::text || hash from wf.value"));
        Assert.Equal(0, await house.CountAsync("wf.instance where length(state::text) > 10000"));
        var state = await new InstanceReader(fixture.Database.App).StateAsync(house.Tenant, id, House.Cancellation);
        Assert.Equal(new string('è', 1_000_000), state!.Root!.Variables.Single().Value);
        var task = (await house.ListAsync("select key from wf.bookmark")).Single();
        await house.Instances.CompleteTaskAsync(house.Tenant, task, "done", House.Cancellation);
        await house.QuietAsync();
        Assert.Equal(["1000000", "èè"], await house.LinesAsync(id));
    }

    [Fact]
    public async Task A_large_value_goes_when_nothing_refers_to_it_any_more()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(
            Sequence(
                "all",
                Activity("clear", "SetVariable", ("variable", Value("R", "String")), ("value", Literal("small"))),
                Flows.Own("i", "Insert", "e"),
                Activity("ask", "RunTask", ("taskName", Literal("Check")))),
            [Value("R", "String", new string('x', 100_000))]));
        var id = await house.StartAsync();
        var steps = new MortalStore(house.Stores.Instances, 2, after: false);
        await Assert.ThrowsAnyAsync<DiedException>(() => house.Node(steps).QuietAsync(House.Cancellation));
        await house.PassLeasesAsync();
        await house.QuietAsync();
        Assert.Equal("Suspended", await house.StatusAsync(id));
        Assert.Equal(0, await house.CountAsync("wf.value"));
    }

    [Fact]
    public async Task An_instance_that_carries_too_much_fails_at_the_activity_with_a_sentence_and_can_go_on()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Big = 20 * 1024 * 1024;
        var big = Flows.Own("big", "Big", "");
        big["result"] = Output("R");
        await house.PublishAsync(Definition(
            Sequence("all", Flows.Own("first", "Insert", "first"), big, LineJs("length", "variables.R.length")), [Value("R", "String")]));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        var fault = (await house.ListAsync("select fault from wf.activity_execution where activity_id = 'big' and status = 'Faulted'"))
            .Single();
        Assert.StartsWith("Found 120.0 MB of values, expected at most 16 MB", fault, StringComparison.Ordinal);
        Assert.Equal(0, await house.CountAsync("wf.value"));
        house.Activities.Big = 10;
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(["first"], await house.EffectsAsync());
        Assert.Equal(["10"], await house.LinesAsync(id));
    }

    [Fact]
    public async Task An_instance_is_not_begun_with_twenty_megabytes()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Line("a"), inputs: [Named("Text", "String")]));
        var fault = await Assert.ThrowsAsync<StateTooLargeException>(
            () => house.StartAsync(input: new() { ["Text"] = new string('x', 20 * 1024 * 1024) }));
        Assert.StartsWith("Found 20.0 MB of values, expected at most 16 MB", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, await house.CountAsync("wf.inbox"));
    }
}
