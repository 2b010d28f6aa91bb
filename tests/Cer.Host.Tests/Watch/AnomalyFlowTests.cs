using Cer.Durable.Tests;
using Cer.Operations.Watching;
using Cer.Workflows.Hosting;
using NodaTime;

namespace Cer.Host.Tests.Watch;

/// <summary>The five checks on hours worked by hand, and the workflow that makes them, killed wherever it can be.</summary>
public sealed class AnomalyFlowTests(WatchFixture fixture)
{
    private const string Flow = "allarmi-anomalie";

    // A Monday; the day before is a Sunday, the days begin on a Friday.
    private const string Morning = "2026-06-15T05:00:00+02:00";
    private static readonly LocalDate First = new(2026, 5, 8);
    private const int Days = 38;

    private static CancellationToken Cancellation => WatchHouse.Cancellation;

    [Fact]
    public async Task Each_check_finds_what_is_planted_with_its_figures_and_their_units()
    {
        await using var house = await TroubledAsync();
        var weak = Assert.Single(await FindAsync(house, AnomalyCheck.Production));
        Assert.Equal("impianto TETTO-C", weak.Place);
        Assert.Equal(0, weak.Figure("made"));
        // Twenty a day are usual; in June the sky changes by less than a percent in a month.
        Assert.InRange(weak.Figure("expected"), 59, 61);
        Assert.Equal(Cer.Domain.MarketHour.StartOf(new(2026, 6, 12)), weak.Since);

        var odd = Assert.Single(await FindAsync(house, AnomalyCheck.Consumption));
        Assert.Equal(
            ("punto …0001", "high", 72m, 24m), (odd.Place, odd.Way, odd.Figure("used"), odd.Figure("usual")));

        // Before: 12 given in each of five hours, of which the home takes 5 of 60 a day, 8.3 %. A limit of 5 points is not reached.
        Assert.Empty(await FindAsync(house, AnomalyCheck.SelfConsumption, one => one with { SelfConsumptionPoints = 5 }));

        // Three hours of the third roof lack, and 24 may: with a limit of three they are told.
        Assert.Empty(await FindAsync(house, AnomalyCheck.MissingData));
        var lacks = Assert.Single(await FindAsync(house, AnomalyCheck.MissingData, one => one with { MissingHours = 3, Days = 7 }));
        // Of the seven days until a day ago, five in the morning: six whole days and five hours.
        Assert.Equal((3m, 149m), (lacks.Figure("missing"), lacks.Figure("due")));
    }

    [Fact]
    public async Task A_community_that_takes_less_of_what_it_gives_is_told_by_how_much()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, Morning);
        // Two of three are taken until a week ago, then one: 10 of 15 a day, 5 of 15.
        await house.TakeAsync(
            First,
            Days,
            (day, _) => day < Days - 7 ? 2 : 1,
            (unit, _, hour) => unit > 0 ? 0 : hour is >= 10 and < 15 ? 3 : 0);
        var fallen = Assert.Single(await FindAsync(house, AnomalyCheck.SelfConsumption, one => one with { Days = 7 }));
        Assert.Equal((66.7m, 33.3m, 105m, 35m),
            (fallen.Figure("before"), fallen.Figure("now"), fallen.Figure("given"), fallen.Figure("shared")));
    }

    [Fact]
    public async Task On_the_day_of_the_change_of_the_clocks_nothing_lacks_when_all_its_hours_are_there()
    {
        (string, LocalDate)[] changes =
        [
            ("2026-03-31T07:30:00+02:00", new(2026, 3, 1)),
            ("2026-10-27T07:30:00+01:00", new(2026, 9, 27)),
        ];
        foreach (var (at, first) in changes)
        {
            await using var house = await WatchHouse.OpenAsync(fixture, at);
            await house.TakeAsync(first, 30, (_, _) => 1, (_, _, hour) => hour is >= 10 and < 15 ? 4 : 0);
            Assert.Empty(await FindAsync(house, AnomalyCheck.MissingData, one => one with { MissingHours = 1, Days = 7 }));
            Assert.Empty(await FindAsync(house, AnomalyCheck.Consumption));
        }
    }

    [Fact]
    public async Task Limits_that_make_no_sense_are_refused_with_a_sentence()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, Morning);
        var fault = await Assert.ThrowsAsync<ArgumentException>(
            () => FindAsync(house, AnomalyCheck.Production, one => one with { Days = 0 }));
        Assert.Contains("Found 0 days", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workflow_raises_an_alarm_for_each_place_with_one_letter_a_check_and_resolves_it_when_it_is_over()
    {
        await using var house = await TroubledAsync();
        await house.ReaderAsync();
        await house.InstallAsync(Flow);
        await house.LiveAsync(TimeSpan.FromHours(3), TimeSpan.FromMinutes(30));
        Assert.Equal(["Finished"], await house.ListAsync("select sub_status from wf.instance where community_id = $1"));
        var open = await house.OpenAsync();
        Assert.Equal(["anomalie/consumo/", "anomalie/produzione/"], open.Select(key => key.TrimEnd([.. "0123456789"])));
        Assert.Equal(
            ["Allarme: Consumo più alto del solito: punto …0001", "Allarme: Produzione bassa: impianto TETTO-C"],
            (await house.LettersAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(
            "Dal 14/6/2026 ha prelevato 72,0 kWh, di solito 24,0 kWh negli stessi giorni della settimana.",
            Assert.Single(await house.ListAsync("select detail from core.alarm where community_id = $1 and kind = 'consumption_odd'")));

        // A week later all is as usual again; nobody is written to about that, nor about what lasted meanwhile.
        await house.TakeAsync(First.PlusDays(Days), 9, (_, _) => 1, (_, _, hour) => hour is >= 10 and < 15 ? 4 : 0);
        await house.LiveAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(3));
        Assert.Empty(await house.OpenAsync());
        Assert.Equal(2, (await house.LettersAsync()).Count);
        Assert.Equal(9L, await house.AskAsync<long>(
            "select count(*) from wf.instance where community_id = $1 and sub_status = 'Finished'"));
    }

    [Fact]
    public async Task Killed_at_every_commit_the_workflow_ends_with_each_alarm_and_each_letter_once()
    {
        await using var house = await TroubledAsync();
        await house.ReaderAsync();
        await house.InstallAsync(Flow);
        await house.LiveAsync(TimeSpan.FromHours(3), TimeSpan.FromHours(3));
        Assert.Equal(2L, await house.AskAsync<long>("select count(*) from core.alarm where community_id = $1"));
        var (point, deaths, rounds, last) = (0, 0, 1, false);
        while (!last)
        {
            point++;
            foreach (var after in new[] { false, true })
            {
                rounds++;
                await house.Get<Operations.Alarms.IAlarmStore>().ResolveAsync(
                    house.Id, "anomalie", "test", Instant.FromDateTimeOffset(house.Clock.GetUtcNow()), Cancellation);
                var trigger = Assert.Single(await house.Get<IFlowWatch>().ListAsync(house.Id.Value, Cancellation)).Trigger;
                var start = new StartRequest(trigger.VersionId, []) { TriggerActivityId = trigger.ActivityId };
                await house.Get<IInboxStore>().AddAsync(
                    start.Message(house.Id.Value, $"round:{rounds}"), house.Clock.GetUtcNow(), Cancellation);
                try
                {
                    await house.Node(new MortalStore(house.Stores.Instances, point, after)).QuietAsync(Cancellation);
                    last = true;
                }
                catch (DiedException)
                {
                    deaths++;
                }

                await house.PassLeasesAsync();
                await house.QuietAsync();
                Assert.Equal(2, (await house.OpenAsync()).Count);
                Assert.Equal(2L * rounds, await house.AskAsync<long>("select count(*) from core.alarm where community_id = $1"));
                Assert.Equal(2 * rounds, (await house.LettersAsync()).Count);
            }
        }

        // At least one for each of the five checks and what follows it.
        Assert.InRange(deaths, 20, 100);
        Assert.Equal(0L, await house.AskAsync<long>(
            "select count(*) from wf.instance where community_id = $1 and sub_status <> 'Finished'"));
    }

    /// <summary>From Friday to Sunday the third roof makes nothing, and on Sunday the home takes three times as much.</summary>
    private async Task<WatchHouse> TroubledAsync()
    {
        var house = await WatchHouse.OpenAsync(fixture, Morning);
        await house.TakeAsync(
            First,
            Days,
            (day, _) => day == Days - 1 ? 3 : 1,
            (unit, day, hour) => unit == 2 && day >= Days - 3 ? 0
                : unit == 2 && day == Days - 6 && hour is >= 1 and < 4 ? null
                : hour is >= 10 and < 15 ? 4 : 0);
        return house;
    }

    private static async Task<IReadOnlyList<Anomaly>> FindAsync(
        WatchHouse house, AnomalyCheck check, Func<AnomalyLimits, AnomalyLimits>? limits = null) =>
        (await house.Get<DetectAnomalies>().RunAsync(
            house.Id, check, limits?.Invoke(new()) ?? new(), Instant.FromDateTimeOffset(house.Clock.GetUtcNow()), Cancellation))!;
}
