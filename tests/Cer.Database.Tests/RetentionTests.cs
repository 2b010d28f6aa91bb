using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Quarter hours go when their term is over, and only then; the hours stay.</summary>
public sealed class RetentionTests : RetentionTown
{
    [Fact]
    public async Task A_month_whose_term_is_over_goes_and_its_hours_and_the_act_stay()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 24, null, "regolamento", "sindaco", Sample.Noon, Cancellation);

        var gone = await Store.RetireAsync(KeptKind.QuarterHours, May, "impiegata", "term", Cancellation);

        Assert.Null(gone.Obstacle);
        Assert.Equal(2, gone.Rows);
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.reading where starts_at < '2019-06-01'"));
        Assert.Equal(2L, await AskAsync<long>("select count(*) from core.energy_hour"));
        var act = Assert.Single(await Store.ActsAsync(Cancellation));
        Assert.Equal((KeptKind.QuarterHours, May, 2L, 24, "impiegata", "term"),
            (act.Kind, act.Month, act.Rows, act.Months, act.Who, act.Why));
        Assert.True(act.Bytes > 0);
        Assert.Equal(Instant.FromUtc(2019, 6, 1, 0, 0), await Readings.KeptFromAsync(Cancellation));
    }

    [Fact]
    public async Task What_would_go_is_told_and_nothing_goes()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 24, 61, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var plan = await Store.PlanAsync(Cancellation);
        Assert.Equal(
            [(KeptKind.QuarterHours, May), (KeptKind.Hours, May)],
            plan.Where(month => month.Month == May && month.Obstacle is null).Select(month => (month.Kind, month.Month)));
        Assert.Equal(2L, await AskAsync<long>("select count(*) from core.reading"));
    }

    [Fact]
    public async Task A_community_without_a_term_keeps_the_month_of_all()
    {
        var community = await OldCommunityAsync("sole");
        await new CommunityStore(Database.App).SaveAsync("luna", Sample.Definition, "test", Cancellation);
        await Store.DecideAsync(community, 24, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("luna");
    }

    [Fact]
    public async Task The_longest_term_of_all_counts()
    {
        var community = await OldCommunityAsync("sole");
        var other = await new CommunityStore(Database.App).SaveAsync("luna", Sample.Definition, "test", Cancellation);
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await Store.DecideAsync(other.Community, 1200, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("1200 months");
    }

    [Fact]
    public async Task A_community_that_takes_its_term_back_keeps_everything()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await Store.DecideAsync(community, null, null, "ricorso", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("no term for quarter hours of sole");
    }

    [Fact]
    public async Task An_open_month_stays_and_so_does_one_of_which_the_last_hours_are_of_an_open_month_in_Italy()
    {
        var community = await OldCommunityAsync("sole", close: [May]);
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("open: sole 2019-06");
    }

    [Fact]
    public async Task Quarter_hours_whose_hours_are_not_kept_stay_and_it_is_told_how_many_hours_lack()
    {
        var community = await OldCommunityAsync("sole", hours: [First]);
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("Found 1 hours that the quarter hours tell");
    }

    [Fact]
    public async Task A_whole_hour_of_quarters_must_be_kept_with_its_quantity_and_half_an_hour_need_not()
    {
        var community = await OldCommunityAsync("sole", hours: [], readings: []);
        await AppendAsync(community, [.. Enumerable.Range(0, 4).Select(i => Quarter(First, i)), Quarter(Last, 0)]);
        await HoursAsync(community, Hour(First, null), Hour(Last, null));
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("Found 1 hours");

        await HoursAsync(community, Hour(First, 4));
        Assert.Null((await RetireAsync()).Obstacle);
    }

    [Fact]
    public async Task What_a_unit_gave_and_made_must_be_kept_too()
    {
        var community = await OldCommunityAsync("sole", readings: [Last]);
        await AppendAsync(community, [Sample.Hour(Sample.Hall, First, 2) with { Unit = "UP-A", Injected = Sample.Kwh(3) }]);
        await HoursAsync(community, Hour(First, 2) with { Pod = Sample.Hall });
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("Found 1 hours");

        await HoursAsync(community, new MeterHour(
            Sample.Hall, "UP-A", MarketHour.StartingAt(First), Sample.Kwh(3), null, Quality.Measured));
        Assert.Null((await RetireAsync()).Obstacle);
    }

    [Fact]
    public async Task Work_that_waits_for_the_month_keeps_it()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await ActAsync(Database.App, $"insert into core.touched (community_id, day) values ({community.Value}, '2019-05-10')");
        await IsKeptAsync("work to be done");
        await ActAsync(Database.App, "delete from core.touched");
        await ActAsync(Database.App, $"""
            insert into core.work (community_id, kind, period, not_before) values ({community.Value}, 'hours', '2019-05-10', now())
            """);
        await IsKeptAsync("work to be done");
    }

    [Fact]
    public async Task Months_go_in_their_order()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var june = await Store.RetireAsync(KeptKind.QuarterHours, new(2019, 6), "test", "test", Cancellation);
        Assert.Contains("2019-05 is kept still", june.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_go_after_their_quarter_hours_and_not_before_their_own_term()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("no term for hours", KeptKind.Hours);
        await Store.DecideAsync(community, 13, 61, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("its quarter hours", KeptKind.Hours);
        Assert.Null((await RetireAsync()).Obstacle);
        Assert.Null((await RetireAsync(KeptKind.Hours)).Obstacle);
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.energy_hour"));
        Assert.Equal(61, (await Store.ActsAsync(Cancellation)).Max(act => act.Months));
    }

    [Fact]
    public async Task Terms_shorter_than_the_law_allows_are_refused_by_theDatabase_itself()
    {
        var community = await OldCommunityAsync("sole");
        await Assert.ThrowsAsync<PostgresException>(() => Store.DecideAsync(
            community, 12, null, "x", "x", Sample.Noon, Cancellation));
        await Assert.ThrowsAsync<PostgresException>(() => Store.DecideAsync(
            community, 13, 60, "x", "x", Sample.Noon, Cancellation));
    }

    [Fact]
    public async Task A_month_that_somebody_reads_is_left_for_later_and_nothing_is_half_removed()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await using (var reader = await Database.App.OpenConnectionAsync(Cancellation))
        await using (var transaction = await reader.BeginTransactionAsync(Cancellation))
        {
            await using var look = new NpgsqlCommand("select count(*) from core.reading", reader);
            await look.ExecuteScalarAsync(Cancellation);
            Assert.Equal(OldMonth.InUse, (await RetireAsync()).Obstacle);
        }

        Assert.Empty(await Store.ActsAsync(Cancellation));
        Assert.Null((await RetireAsync()).Obstacle);
    }

    [Fact]
    public async Task Two_that_remove_the_same_month_remove_it_once()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var both = await Task.WhenAll(RetireAsync(), RetireAsync());
        var removed = both.Count(month => month.Obstacle is null);
        Assert.True(removed <= 1, "twice");
        if (removed == 0) Assert.Null((await RetireAsync()).Obstacle);
        Assert.Single(await Store.ActsAsync(Cancellation));
    }
}
