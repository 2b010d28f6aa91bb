using Cer.Host.Doctor;
using Cer.Host.Workflows;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Watch;

/// <summary>A run that should have happened and did not is told, by a watch that needs no node.</summary>
public sealed class HeartbeatTests(WatchFixture fixture)
{
    private static CancellationToken Cancellation => WatchHouse.Cancellation;

    [Fact]
    public async Task While_no_node_runs_the_alarm_is_raised_after_the_grace_and_resolved_by_the_next_run()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T08:59:00+02:00");
        await house.ReaderAsync();
        await PublishAsync(house, Line("say"));
        Assert.Equal((0, 0), await LookAsync(house, TimeSpan.FromMinutes(15)));
        Assert.Equal((1, 0), await LookAsync(house, TimeSpan.FromMinutes(1)));
        Assert.Equal((0, 0), await LookAsync(house, TimeSpan.FromHours(1)));
        Assert.Equal(["workflow/main"], await house.OpenAsync());
        Assert.Equal(["Allarme: Il flusso «Prova» non è partito"], await house.LettersAsync());
        Assert.Contains("was to begin on 15/6/2026 09:00", (await DoctorAsync(house)).Found, StringComparison.Ordinal);
        Assert.NotNull((await DoctorAsync(house)).Mend);

        await house.QuietAsync();
        Assert.Equal((0, 1), await LookAsync(house, TimeSpan.Zero));
        Assert.Empty(await house.OpenAsync());
        Assert.Null((await DoctorAsync(house)).Mend);
    }

    [Fact]
    public async Task A_run_that_failed_is_told_with_its_reason_and_is_over_when_the_next_one_ends_well()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T08:59:00+02:00");
        await PublishAsync(house, Activity("fail", "Fault", ("message", Literal("the roof is gone"))));
        await LookAsync(house, TimeSpan.FromMinutes(2));
        await house.QuietAsync();
        Assert.Equal((1, 0), await LookAsync(house, TimeSpan.Zero));
        Assert.Contains(
            "the roof is gone",
            Assert.Single(await house.ListAsync("select detail from core.alarm where community_id = $1")),
            StringComparison.Ordinal);
        Assert.Contains("failed on", (await DoctorAsync(house)).Found, StringComparison.Ordinal);
        await PublishAsync(house, Line("say"));
        await house.LiveAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal((0, 1), await LookAsync(house, TimeSpan.Zero));
    }

    [Fact]
    public async Task One_that_cannot_begin_because_the_one_before_has_not_ended_is_told_so()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T08:59:00+02:00");
        await PublishAsync(house, Activity("ask", "RunTask", ("taskName", Literal("x"))));
        await house.LiveAsync(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(10));
        Assert.Equal((1, 0), await LookAsync(house, TimeSpan.Zero));
        Assert.Contains(
            "non è ancora finita",
            Assert.Single(await house.ListAsync("select detail from core.alarm where community_id = $1")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_stands_still_half_way_is_told()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T08:59:00+02:00");
        await PublishAsync(house, Line("say"));
        await LookAsync(house, TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<Cer.Durable.Tests.DiedException>(() =>
            house.Node(new Cer.Durable.Tests.MortalStore(house.Stores.Instances, 1, after: false)).QuietAsync(Cancellation));
        await house.PassLeasesAsync();
        Assert.Equal((0, 0), await LookAsync(house, TimeSpan.FromMinutes(10)));
        Assert.Equal((1, 0), await LookAsync(house, TimeSpan.FromMinutes(10)));
        Assert.Contains(
            "si è fermato",
            Assert.Single(await house.ListAsync("select title from core.alarm where community_id = $1")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_retracted_is_watched_no_more_and_what_was_just_published_missed_nothing()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T08:59:00+02:00");
        await PublishAsync(house, Line("say"));
        Assert.Equal((1, 0), await LookAsync(house, TimeSpan.FromHours(1)));
        await PublishAsync(house, Line("say it otherwise"));
        Assert.Equal((0, 1), await LookAsync(house, TimeSpan.Zero));
        Assert.Equal((1, 0), await LookAsync(house, TimeSpan.FromHours(2)));
        await house.Get<DefinitionDesk>().RetractAsync(house.Id.Value, "main", Cancellation);
        Assert.Equal((0, 1), await LookAsync(house, TimeSpan.Zero));
    }

    private static async Task PublishAsync(WatchHouse house, System.Text.Json.Nodes.JsonObject then)
    {
        var custom = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true, ["cer:timeZone"] = "Europe/Rome" };
        var json = System.Text.Json.Nodes.JsonNode.Parse(Definition(Sequence(
            "seq", Activity("at", "Cron", ("cronExpression", Literal("0 0 * * * *")), ("customProperties", custom)), then)))!;
        json["name"] = "Prova";
        var definition = DefinitionText.Read(json.ToJsonString());
        var latest = await house.Get<IDefinitionStore>().FindAsync(house.Id.Value, "main", null, Cancellation);
        var desk = house.Get<DefinitionDesk>();
        await desk.SaveAsync(house.Id.Value, definition, latest?.Revision, "test", Cancellation);
        var result = await desk.PublishAsync(house.Id.Value, "main", null, Cancellation);
        Assert.True(result.Published is not null, string.Join('\n', result.Problems));
    }

    /// <summary>Lets some time pass, and looks.</summary>
    private static async Task<(int Raised, int Resolved)> LookAsync(WatchHouse house, TimeSpan after)
    {
        house.Clock.Move(after);
        using var service = ActivatorUtilities.CreateInstance<HeartbeatService>(house.Services);
        return await service.LookAsync(Cancellation);
    }

    private static Task<Finding> DoctorAsync(WatchHouse house) =>
        FlowChecks.RunAsync(house.Db, house.Clock.GetUtcNow(), Cancellation);
}
