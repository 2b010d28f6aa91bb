using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Stored;
using Cer.Host.Workflows;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Storage.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>What finished runs did is kept for its term, and removed in one night after it.</summary>
public class FlowRetentionTests
{
    [Fact]
    public async Task Runs_whose_term_is_over_are_removed_once_a_night_and_what_waits_stays()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var server = await PeopleServer.StartAsync(database);
        using var anna = await Designer.EnterAsync(server, await Village.FoundAsync(server), Role.Operator);
        await anna.PublishAsync(Definition(Line("a")));
        await anna.PublishAsync(Definition(Activity("ask", "RunTask", ("taskName", Literal("x"))), id: "waits"));
        await anna.UntilAsync(await anna.RunAsync("main"), "Finished");
        var waiting = await anna.RunAsync("waits");
        await anna.UntilAsync(waiting, "Suspended");

        var clock = new MovingClock(server.Clock.GetUtcNow() + TimeSpan.FromDays(398));
        var service = Service(server, clock);
        // Whatever the hour of the day is now, a day later its night has come.
        await service.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, (await anna.GetAsync("instances")).Json.AsArray().Count);
        clock.Move(TimeSpan.FromDays(1));
        Assert.Equal(0, await service.LookAsync(TestContext.Current.CancellationToken) ?? 0);
        Assert.Null(await service.LookAsync(TestContext.Current.CancellationToken));
        clock.Move(TimeSpan.FromDays(2));
        Assert.Equal(1, await service.LookAsync(TestContext.Current.CancellationToken));
        Assert.Equal(waiting, (string)Assert.Single((await anna.GetAsync("instances")).Json.AsArray())!["instanceId"]!);
        Assert.Equal(1L, await server.AskAsync<long>("select count(*) from wf.forgotten where instances = 1"));
    }

    private static FlowRetentionService Service(PeopleServer server, TimeProvider clock)
    {
        var services = server.App.Services;
        return new(
            services.GetRequiredService<FlowRetention>(),
            services.GetRequiredService<Settings>(),
            services.GetRequiredService<ICommunityStore>(),
            services.GetRequiredService<IWorkStore>(),
            clock,
            NullLogger<FlowRetentionService>.Instance);
    }
}
