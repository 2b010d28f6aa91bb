using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Triggers by the clock: elsewhere they fire twice, a minute early, for old versions, or never.</summary>
public sealed class ScheduleTests(FlowFixture fixture)
{
    private static readonly DateTimeOffset Morning = new(2027, 1, 15, 8, 59, 30, TimeSpan.Zero);

    private static string Hourly(params (string, string)[] custom) => Definition(Sequence(
        "seq", Flows.Trigger("at", "Cron", "cronExpression", "0 0 * * * *", "String", custom),
            LineJs("say", "getInput('ScheduledAt').toISOString()")));

    [Trait("Pain", "cron fires twice or a minute early")]
    [Fact]
    public async Task A_calendar_fires_once_for_each_time_with_two_nodes_at_work()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(Morning);
        await house.PublishAsync(Hourly());
        for (var hour = 0; hour < 3; hour++)
        {
            house.Time.Forward(TimeSpan.FromSeconds(-30));
            await house.QuietAsync();
            Assert.Equal(hour, await house.CountAsync("wf.instance"));
            house.Time.Forward(TimeSpan.FromSeconds(61));
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(house.QuietAsync)));
            house.Time.Forward(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(31));
        }

        await house.QuietAsync();
        Assert.Equal(
            ["2027-01-15T09:00:00.000Z", "2027-01-15T10:00:00.000Z", "2027-01-15T11:00:00.000Z"], await house.LinesAsync());
        Assert.Equal(3, await house.CountAsync("(select distinct start_key from wf.instance) as fired"));
    }

    [Trait("Pain", "a timer due while the server was down is never fired")]
    [Theory]
    [InlineData("once", "2027-01-15T13:00:00.000Z")]
    [InlineData("skip", "")]
    [InlineData(
        "all", "2027-01-15T09:00:00.000Z 2027-01-15T10:00:00.000Z "
            + "2027-01-15T11:00:00.000Z 2027-01-15T12:00:00.000Z 2027-01-15T13:00:00.000Z")]
    public async Task Times_that_passed_while_the_server_was_down_are_treated_as_the_definition_says(string misfire, string fired)
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(Morning);
        await house.PublishAsync(Hourly(("cer:misfire", misfire)));
        house.Time.Set(Morning.AddHours(4).AddMinutes(10));
        // Two nodes come back at once; what was missed is not made up for twice.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(house.QuietAsync)));
        await house.QuietAsync();
        Assert.Equal(fired.Split(' ', StringSplitOptions.RemoveEmptyEntries), await house.LinesAsync());
        house.Time.Set(Morning.AddHours(5).AddSeconds(40));
        await house.QuietAsync();
        Assert.Equal("2027-01-15T14:00:00.000Z", (await house.LinesAsync())[^1]);
    }

    [Trait("Pain", "runs of one schedule overlap")]
    [Fact]
    public async Task A_firing_waits_while_the_one_before_it_runs_unless_overlap_is_allowed()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(Morning);
        string Asking(string id, string overlap) => Definition(
            Sequence("seq", Flows.Trigger("at", "Timer", "interval", "00:01:00", "TimeSpan", ("cer:overlap", overlap)),
                Activity("ask", "RunTask", ("taskName", Literal("x")))),
            id: id);
        await house.PublishAsync(Asking("alone", "none"));
        await house.PublishAsync(Asking("crowd", "allow"));
        for (var i = 0; i < 3; i++)
        {
            house.Time.Forward(TimeSpan.FromMinutes(1));
            await house.QuietAsync();
        }

        Assert.Equal(1, await house.CountAsync("wf.instance where definition_id = 'alone'"));
        Assert.Equal(3, await house.CountAsync("wf.instance where definition_id = 'crowd'"));
        var alone = (await house.ListAsync("select id from wf.instance where definition_id = 'alone'")).Single();
        await house.Instances.CancelAsync(house.Tenant, alone, House.Cancellation);
        await house.QuietAsync();
        await house.QuietAsync();
        Assert.Equal(2, await house.CountAsync("wf.instance where definition_id = 'alone'"));
    }

    [Trait("Pain", "runs of one schedule overlap")]
    [Fact]
    public async Task Firings_that_are_made_up_for_never_overlap_however_many_nodes_there_are()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(Morning);
        await house.PublishAsync(Definition(Sequence(
            "seq",
            Flows.Trigger("at", "Timer", "interval", "00:01:00", "TimeSpan", ("cer:misfire", "all")),
            Flows.Own("begin", "Slow", "begin"),
            Flows.Own("end", "Insert", "end"))));
        // Just after the fifteenth: the clock goes on, and must not come to the next.
        house.Time.Forward(TimeSpan.FromMinutes(15.05));
        house.Run();
        house.Run();
        house.Run();
        await House.UntilAsync(async () => await house.CountAsync("wf.instance where sub_status = 'Finished'") == 15);
        Assert.Equal(Enumerable.Repeat<string[]>(["begin", "end"], 15).SelectMany(both => both), await house.EffectsAsync());
        Assert.Equal(15, await house.CountAsync("(select distinct start_key from wf.instance) as fired"));
    }

    [Trait("Pain", "an old trigger survives publishing again")]
    [Fact]
    public async Task Publishing_again_puts_the_new_triggers_in_the_place_of_the_old_at_once()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(Morning);
        await house.PublishAsync(Hourly());
        await house.PublishAsync(Definition(Sequence(
            "seq", Flows.Trigger("at", "Cron", "cronExpression", "0 30 * * * *"), Line("half past"))));
        Assert.Equal(["0 30 * * * *"], await house.ListAsync("select schedule from wf.trigger"));
        house.Time.Set(Morning.AddHours(1).AddMinutes(1));
        await house.QuietAsync();
        Assert.Equal(["half past"], await house.LinesAsync());
        await house.Desk.RetractAsync(house.Tenant, "main", House.Cancellation);
        house.Time.Forward(TimeSpan.FromHours(3));
        await house.QuietAsync();
        Assert.Equal(1, await house.CountAsync("wf.instance"));
    }

    [Fact]
    public async Task A_calendar_of_Rome_keeps_its_hour_over_the_change_of_the_clocks()
    {
        await using var house = await House.OpenAsync(fixture);
        // On 28 March 2027 at 02:00 it is 03:00 in Rome.
        house.Time.Set(new(2027, 3, 26, 12, 0, 0, TimeSpan.Zero));
        await house.PublishAsync(Definition(Sequence(
            "seq",
            Flows.Trigger("at", "Cron", "cronExpression", "0 30 2 * * *", "String", ("cer:timeZone", "Europe/Rome"),
                ("cer:misfire", "all")),
            LineJs("say", "getInput('ScheduledAt').toISOString()"))));
        house.Time.Set(new(2027, 3, 29, 12, 0, 0, TimeSpan.Zero));
        await house.QuietAsync();
        await house.QuietAsync();
        Assert.Equal(
            ["2027-03-27T01:30:00.000Z", "2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"], await house.LinesAsync());
    }

    [Trait("Pain", "a timer due while the server was down is never fired")]
    [Fact]
    public async Task A_start_at_an_instant_fires_once_even_when_it_was_due_while_the_server_was_down()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Time.Set(Morning);
        await house.PublishAsync(Definition(Sequence(
            "seq", Flows.Trigger("at", "StartAt", "dateTime", "2027-01-15T10:00:00Z", "DateTimeOffset"), Line("begun"))));
        house.Time.Set(Morning.AddDays(2));
        await house.QuietAsync();
        house.Time.Forward(TimeSpan.FromDays(1));
        await house.QuietAsync();
        Assert.Equal(["begun"], await house.LinesAsync());
    }
}
