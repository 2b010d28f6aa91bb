using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Host.Tests.Homes;

/// <summary>Statistics in a Home Assistant against sums worked out from the quarters alone.</summary>
public sealed class HomeStatisticsTests
{
    private static readonly LocalDate[] Spring = [new(2025, 3, 29), new(2025, 3, 30), new(2025, 3, 31), new(2025, 4, 1)];
    private static readonly LocalDate[] Autumn = [new(2025, 10, 25), new(2025, 10, 26), new(2025, 10, 27)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2023.12.4"), InlineData("2025.5.0"), InlineData("2025.11.0"), InlineData("2026.11.0b1")]
    public async Task Every_hour_of_both_clock_changes_has_its_sum_whatever_the_version(string version)
    {
        await using var town = await StatisticsTown.StartAsync(version);
        foreach (var day in (LocalDate[])[.. Spring, .. Autumn]) await town.LiveAsync(day);
        Assert.True(await town.Outbox.OpenAsync("house", Cancellation));
        Assert.True(await town.SendAsync() > 100);
        Assert.All(["shared", "injected", "grid"], what => Assert.Equal(town.Expected(what, [.. Spring, .. Autumn]), town.There(what)));
        // Of the day of 25 hours the local hour 2 is there twice.
        Assert.Equal(2, town.There("injected").Keys.Count(start => start == Instant.FromUtc(2025, 10, 26, 0, 0)
            || start == Instant.FromUtc(2025, 10, 26, 1, 0)));
        Assert.Equal("kWh", town.Peer.Statistics.Find("cer:prova_shared")!.Unit);
        Assert.Null(town.Peer.Statistics.Find("cer:prova_incentive"));
    }

    [Fact]
    public async Task What_a_distributor_tells_later_moves_every_sum_from_its_first_hour_on_and_none_before()
    {
        await using var town = await StatisticsTown.StartAsync();
        foreach (var day in Spring) await town.LiveAsync(day);
        await town.Outbox.OpenAsync("house", Cancellation);
        var all = await town.SendAsync();
        var before = town.There("shared");
        Assert.Equal(0, await town.SendAsync());

        await town.CorrectAsync("IT999E00000003", Spring[1]);
        var again = await town.SendAsync();
        Assert.InRange(again, 1, all - 1);
        Assert.All(["shared", "injected", "grid"], what => Assert.Equal(town.Expected(what, Spring), town.There(what)));
        var after = town.There("shared");
        Assert.NotEqual(before[before.Keys.Max()], after[before.Keys.Max()]);
        var changed = MarketHour.StartOf(Spring[1]);
        Assert.All(before.Where(hour => hour.Key < changed), hour => Assert.Equal(hour.Value, after[hour.Key]));
    }

    [Fact]
    public async Task A_settlement_brings_the_incentive_and_the_next_one_corrects_it()
    {
        await using var town = await StatisticsTown.StartAsync();
        foreach (var day in Autumn) await town.LiveAsync(day);
        await PriceAsync(80m);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        Assert.Empty(town.There("incentive"));

        var first = await SettleAsync();
        Assert.Equal(await TipsAsync(first), town.There("incentive"));
        Assert.NotEmpty(town.There("incentive"));
        Assert.Equal("EUR", town.Peer.Statistics.Find("cer:prova_incentive")!.Unit);

        await town.CorrectAsync("IT999E00000002", Autumn[0]);
        await PriceAsync(140m);
        var second = await SettleAsync();
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(await TipsAsync(second), town.There("incentive"));
        Assert.All(["shared", "injected", "grid"], what => Assert.Equal(town.Expected(what, Autumn), town.There(what)));

        Task PriceAsync(decimal price) => town.Service<IPriceStore>().AppendAsync(
            [.. Autumn.SelectMany(MarketHour.Of).Select(hour => new ZonePrice(MarketZone.Cnor, hour.Start, 60, price))],
            "test",
            Cancellation);

        async Task<KeptRun> SettleAsync()
        {
            Assert.IsType<SettleOutcome.Settled>(
                await town.Service<SettleStored>().RunAsync(town.Community, null, null, null, "test", null, Cancellation));
            await town.SendAsync();
            var row = Assert.Single(await town.Service<IRunStore>().MonthsAsync(town.Community, Cancellation));
            return (await town.Service<IRunStore>().FindAsync(town.Community, row.RunId, Cancellation))!;
        }

        // As the run has kept them: one unit, so each hour is one row. Where too few families were heard it is not told.
        async Task<IReadOnlyDictionary<Instant, decimal>> TipsAsync(KeptRun run)
        {
            var span = new Interval(MarketHour.StartOf(new(2025, 10, 1)), MarketHour.StartOf(new(2025, 11, 1)));
            var sums = new SortedDictionary<Instant, decimal>();
            var sum = 0m;
            var kept = await town.Service<IRunStore>().HoursAsync(town.Community, run, span, Cancellation);
            var told = town.Expected("shared", Autumn).Keys.ToHashSet();
            var known = kept.Where(hour => hour.Injected is not null && told.Contains(hour.Hour.Start));
            foreach (var hour in known.OrderBy(hour => hour.Hour.Start))
                if (hour.TipEur is { } tip) sums[hour.Hour.Start] = sum += Math.Round(tip, 8, MidpointRounding.AwayFromZero);
            return sums;
        }
    }

    [Fact]
    public async Task Buildings_and_plants_of_the_town_have_series_and_families_have_none()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(Spring[0]);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        var ids = (await town.Client.Statistics.ListAsync(Cancellation)).Select(one => one.Id).ToArray();
        Assert.Equal(2, ids.Count(id => id.EndsWith("_withdrawn", StringComparison.Ordinal)));
        Assert.Single(ids, id => id.Contains("_plant_", StringComparison.Ordinal) && id.EndsWith("_injected", StringComparison.Ordinal));
        Assert.All(ids, id => Assert.StartsWith("cer:prova_", id, StringComparison.Ordinal));
        // Of each building: what it took is what it had from the community and from the grid.
        var buildings = ids.Where(id => id.EndsWith("_withdrawn", StringComparison.Ordinal))
            .Select(id => id["cer:prova_".Length..^"_withdrawn".Length]);
        foreach (var building in buildings)
        {
            var (shared, grid) = (town.There($"{building}_shared"), town.There($"{building}_grid"));
            Assert.Equal(shared.Keys, grid.Keys);
            Assert.True(shared[shared.Keys.Max()] > 0 && shared[shared.Keys.Max()] + grid[grid.Keys.Max()]
                <= town.There($"{building}_withdrawn").Values.Max());
        }
    }

    [Fact]
    public async Task An_hour_that_is_not_over_is_not_sent()
    {
        var now = MarketHour.StartOf(Spring[1]) + Duration.FromMinutes(150);
        await using var town = await StatisticsTown.StartAsync(now: now);
        foreach (var day in Spring) await town.LiveAsync(day);
        town.Feed = new(town.Outbox, new(
            town.Service<ICommunityStore>(), town.Service<IRunStore>(), town.Service<IHourStore>(),
            town.Service<Cer.Operations.Viewing.ViewMonth>()), new Cer.Host.Homes.HomeStatisticsDoor(town.Client), town.Clock);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        var last = town.There("injected").Keys.Max();
        Assert.InRange(last, MarketHour.StartOf(Spring[1]) - Duration.FromHours(2), now - Duration.FromHours(1));
    }

    [Fact]
    public async Task What_is_only_queued_is_waited_for_and_what_never_comes_is_told()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(Spring[0]);
        await town.Outbox.OpenAsync("house", Cancellation);
        town.Peer.Statistics.Holds = true;
        town.Feed = Patient(TimeSpan.FromMilliseconds(700));
        var fault = await Assert.ThrowsAsync<IOException>(town.SendAsync);
        Assert.Contains("expected those that were sent", fault.Message, StringComparison.Ordinal);
        Assert.NotNull(await town.Outbox.WaitingAsync(town.Community, Cancellation));

        town.Feed = Patient(TimeSpan.FromMinutes(1));
        var sending = town.SendAsync();
        await Task.Delay(300, Cancellation);
        Assert.False(sending.IsCompleted);
        town.Peer.Statistics.Release();
        await sending;
        Assert.Equal(town.Expected("grid", Spring[0]), town.There("grid"));
        Assert.Null(await town.Outbox.WaitingAsync(town.Community, Cancellation));

        Cer.Operations.Homes.FeedStatistics Patient(TimeSpan patience) => new(
            town.Outbox,
            new(town.Service<ICommunityStore>(), town.Service<IRunStore>(), town.Service<IHourStore>(),
                town.Service<Cer.Operations.Viewing.ViewMonth>()),
            new Cer.Host.Homes.HomeStatisticsDoor(town.Client),
            TimeProvider.System)
        { Patience = patience };
    }

    [Fact]
    public async Task A_house_that_lost_them_is_sent_all_again_and_one_that_has_them_nothing()
    {
        await using var town = await StatisticsTown.StartAsync();
        foreach (var day in Spring) await town.LiveAsync(day);
        await town.Outbox.OpenAsync("house", Cancellation);
        var all = await town.SendAsync();
        Assert.True(await town.Feed.CheckAsync(town.Community, Cancellation));
        Assert.False(await town.Outbox.OpenAsync("house", Cancellation));
        Assert.Equal(0, await town.SendAsync());

        await town.Client.Statistics.ClearAsync(["cer:prova_grid"], Cancellation);
        Assert.False(await town.Feed.CheckAsync(town.Community, Cancellation));
        Assert.Equal(all, await town.SendAsync());
        Assert.Equal(town.Expected("grid", Spring), town.There("grid"));
        Assert.True(await town.Outbox.OpenAsync("another", Cancellation));
        Assert.Equal(all, await town.SendAsync());
    }

    [Fact]
    public async Task An_hour_that_is_not_known_any_more_stays_with_nothing_added_to_it()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(Spring[0]);
        await town.CorrectAsync("IT999E00000001", Spring[0]);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        var noon = MarketHour.StartingAt(MarketHour.StartOf(Spring[0]) + Duration.FromHours(12));
        var before = town.There("injected");
        await town.Service<IHourStore>().AppendAsync(
            town.Community, [new(Pod.Parse("IT999E00000001", null), "UP-A", noon, null, null, null)], Cancellation);
        await town.SendAsync();
        var after = town.There("injected");
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(after[noon.Start - Duration.FromHours(1)], after[noon.Start]);
        var lost = before[noon.Start] - before[noon.Start - Duration.FromHours(1)];
        Assert.True(lost > 0);
        Assert.Equal(before[before.Keys.Max()] - lost, after[before.Keys.Max()]);
    }

    [Fact]
    public async Task Without_a_target_nothing_is_put_down()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.LiveAsync(Spring[0]);
        Assert.Null(await town.Outbox.WaitingAsync(town.Community, Cancellation));
        await town.Outbox.OpenAsync("house", Cancellation);
        Assert.Equal(new LocalDate(2000, 1, 1), (await town.Outbox.WaitingAsync(town.Community, Cancellation))!.Value.First);
        await town.SendAsync();
        await town.LiveAsync(Spring[2]);
        Assert.Equal(Spring[2], (await town.Outbox.WaitingAsync(town.Community, Cancellation))!.Value.First);
        await town.Outbox.CloseAsync(Cancellation);
        await town.LiveAsync(Spring[1]);
        Assert.Null(await town.Outbox.WaitingAsync(town.Community, Cancellation));
    }
}
