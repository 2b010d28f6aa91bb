using Cer.Domain.Codes;
using Cer.Host.Homes;
using Cer.Operations.Alarms;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Storage.Homes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Cer.Host.Tests.Homes;

/// <summary>Notifications that update in place, and proposals that close nothing.</summary>
public sealed class HomeBellTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_open_is_told_once_by_number_and_is_put_away_when_it_is_over()
    {
        await using var town = await StatisticsTown.StartAsync();
        var standing = new HomeStanding();
        var (bell, community) = (Bell(town, standing), Summary(town));
        await bell.LookAsync(community, Cancellation);
        Assert.Empty(town.Peer.Services.Calls);

        await RaiseAsync(town, "a");
        await bell.LookAsync(community, Cancellation);
        await bell.LookAsync(community, Cancellation);
        Assert.Single(town.Peer.Services.Calls);
        var told = town.Peer.Services.Notifications["cer_prova_open"];
        Assert.Equal("Avvisi aperti: 1 di attenzione. Dettagli in CerAutomation, pagina Avvisi.", (string?)told["message"]);
        Assert.DoesNotContain("Segreta", told.ToJsonString(), StringComparison.Ordinal);

        // Somebody has put it away, and the program has started anew: the same is not told again, something new is.
        town.Peer.Services.Notifications.Clear();
        bell = Bell(town, standing);
        await bell.LookAsync(community, Cancellation);
        Assert.Empty(town.Peer.Services.Notifications);
        await RaiseAsync(town, "b");
        await bell.LookAsync(community, Cancellation);
        told = town.Peer.Services.Notifications["cer_prova_open"];
        Assert.Contains("2 di attenzione", (string?)told["message"], StringComparison.Ordinal);

        await town.Service<IAlarmStore>().ResolveAsync(town.Community, "test", "test", Now, Cancellation);
        await bell.LookAsync(community, Cancellation);
        Assert.Empty(town.Peer.Services.Notifications);
    }

    [Fact]
    public async Task What_stands_there_is_counted_down_and_what_somebody_put_away_does_not_come_back_for_less()
    {
        await using var town = await StatisticsTown.StartAsync();
        var (bell, community) = (Bell(town, new()), Summary(town));
        foreach (var key in "abcde") await RaiseAsync(town, $"{key}");
        await bell.LookAsync(community, Cancellation);
        Assert.Equal("Avvisi aperti: 5 di attenzione. Dettagli in CerAutomation, pagina Avvisi.", Told());
        await ResolveAsync("a", "b", "c", "d");
        await bell.LookAsync(community, Cancellation);
        Assert.Equal("Avvisi aperti: 1 di attenzione. Dettagli in CerAutomation, pagina Avvisi.", Told());
        await ResolveAsync("e");
        await bell.LookAsync(community, Cancellation);
        Assert.Empty(town.Peer.Services.Notifications);

        foreach (var key in "fgh") await RaiseAsync(town, $"{key}");
        await bell.LookAsync(community, Cancellation);
        Assert.Contains("3 di attenzione", Told(), StringComparison.Ordinal);
        // Somebody puts it away: fewer are nothing new.
        await town.Client.CallServiceAsync(
            "persistent_notification", "dismiss", new() { ["notification_id"] = "cer_prova_open" }, null, Cancellation);
        await ResolveAsync("f");
        await bell.LookAsync(community, Cancellation);
        Assert.Empty(town.Peer.Services.Notifications);
        await RaiseAsync(town, "i");
        await bell.LookAsync(community, Cancellation);
        Assert.Contains("3 di attenzione", Told(), StringComparison.Ordinal);

        string? Told() => (string?)town.Peer.Services.Notifications["cer_prova_open"]["message"];

        async Task ResolveAsync(params string[] keys)
        {
            foreach (var alarm in await town.Service<IAlarmStore>().ListAsync(town.Community, 100, Cancellation))
                if (keys.Contains(alarm.What.Key["test/".Length..]))
                    await town.Service<IAlarmStore>().ResolveAsync(town.Community, alarm.What.Key, "test", Now, Cancellation);
        }
    }

    [Fact]
    public async Task What_is_set_up_wrongly_is_a_hint_until_it_is_mended()
    {
        await using var town = await StatisticsTown.StartAsync();
        var standing = new HomeStanding();
        var bell = Bell(town, standing);
        standing.Tell("broker", "Nessun broker MQTT.");
        await bell.LookAsync(Summary(town), Cancellation);
        Assert.Equal("- Nessun broker MQTT.", (string?)town.Peer.Services.Notifications["cer_prova_setup"]["message"]);
        standing.Tell("broker", null);
        await bell.LookAsync(Summary(town), Cancellation);
        Assert.Empty(town.Peer.Services.Notifications);
    }

    [Fact]
    public async Task Who_proposes_to_close_a_month_puts_it_before_people_once_and_closes_nothing()
    {
        await using var town = await StatisticsTown.StartAsync();
        var propose = ActivatorUtilities.CreateInstance<ProposeClosing>(Provider(town));
        Assert.Null(await propose.RunAsync(town.Community, Cancellation));

        await town.LiveAsync(new(2025, 10, 25));
        Assert.IsType<SettleOutcome.Settled>(
            await town.Service<SettleStored>().RunAsync(town.Community, null, null, null, "test", null, Cancellation));
        var before = Assert.Single(await town.Service<IRunStore>().MonthsAsync(town.Community, Cancellation)).State;
        Assert.Equal(new YearMonth(2025, 10), await propose.RunAsync(town.Community, Cancellation));
        Assert.Equal(new YearMonth(2025, 10), await propose.RunAsync(town.Community, Cancellation));
        var alarm = Assert.Single(await town.Service<IAlarmStore>().ListAsync(town.Community, 10, Cancellation));
        Assert.Equal(("home/closing/2025-10", "info", "Proposta da Home Assistant: chiudere ottobre 2025"),
            (alarm.What.Key, alarm.What.Severity, alarm.What.Title));
        Assert.Equal(before, Assert.Single(await town.Service<IRunStore>().MonthsAsync(town.Community, Cancellation)).State);
    }

    [Fact]
    public async Task An_event_of_an_automation_proposes_too()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(new(2025, 10, 25));
        Assert.IsType<SettleOutcome.Settled>(
            await town.Service<SettleStored>().RunAsync(town.Community, null, null, null, "test", null, Cancellation));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = new HomeWatch(
            town.Client,
            Bell(town, new()),
            ActivatorUtilities.CreateInstance<ProposeClosing>(Provider(town)),
            TimeProvider.System,
            NullLogger<HomeWatch>.Instance);
        var watching = watch.RunAsync(Summary(town), stop.Token);
        // Nobody replays events: they are fired until one is heard.
        await House.UntilAsync(async () =>
        {
            await town.Client.Rest.FireAsync(HomeWatch.ProposeEvent, new() { ["community"] = "prova" }, Cancellation);
            return (await town.Service<IAlarmStore>().ListAsync(town.Community, 10, Cancellation)).Count == 1;
        });
        await stop.CancelAsync();
        await watching;
    }

    private static CommunitySummary Summary(StatisticsTown town) => new(town.Community, "prova", "Prova", ConfigurationKind.Cer, 1);

    private static IServiceProvider Provider(StatisticsTown town) => town.Service<IServiceProvider>();

    private static HomeBell Bell(StatisticsTown town, HomeStanding standing) => new(
        town.Client,
        new HomeNotices(town.Service<NpgsqlDataSource>()),
        town.Service<IAlarmStore>(),
        town.Service<IAlertStore>(),
        standing,
        town.Clock);

    private static Task<RaisedAlarms> RaiseAsync(StatisticsTown town, string key) => town.Service<IAlarmStore>().RaiseAsync(
        town.Community,
        [new($"test/{key}", "test", "warning", "Famiglia Segreta consuma troppo", "", Now)],
        null,
        "test",
        Now,
        Cancellation);
}
