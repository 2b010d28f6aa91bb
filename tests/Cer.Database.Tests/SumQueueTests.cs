using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Dashboards;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>In which order days are summed, and what becomes of one that does not come to its end.</summary>
public sealed class SumQueueTests : IAsyncLifetime
{
    private TestDatabase? _database;
    private CommunityId _community;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InZone(MarketHour.Rome).Date;

    private TestDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _community = (await new CommunityStore(Database.App).SaveAsync("fila", Sample.Definition, "test", Cancellation)).Community;
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_day_that_takes_too_long_is_put_off_and_not_tried_again_at_once()
    {
        await TellAsync(new LocalDate(2026, 1, 14));
        await TellAsync(new LocalDate(2026, 1, 15));
        await using var holder = await HoldAsync(new(2026, 1, 14));
        var sums = new SumStore(Database.App, TimeSpan.FromSeconds(1));

        // The day that is held, alone: another may need more than this second.
        Assert.Equal(0, await sums.TakeAsync(1, early: false, Cancellation));
        Assert.Equal(1, await new SumStore(Database.App).TakeAsync(10, early: false, Cancellation));
        Assert.Equal(0, await sums.TakeAsync(10, early: false, Cancellation));
        var left = await sums.LookAsync(Cancellation);
        Assert.Equal((1, 1), (left.Days, left.PutOff));
        Assert.Equal("2026-01-14 57014 true", await TextAsync(
            "select concat_ws(' ', day, problem, (not_before > now() + interval '13 minutes')::text) from core.sum_due"));
        // Nor when something more comes of it meanwhile.
        await RunAsync("insert into core.sum_due (community_id, kind, day) values ($1, 'hours', '2026-01-14')");
        Assert.Equal(0, await sums.TakeAsync(10, early: false, Cancellation));
    }

    [Fact]
    public async Task Who_is_stopped_leaves_the_day_to_be_tried_at_once()
    {
        await TellAsync(new LocalDate(2026, 1, 14));
        var sums = new SumStore(Database.App);
        await using (var holder = await HoldAsync(new(2026, 1, 14)))
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sums.TakeAsync(10, early: false, stop.Token));
            await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", holder);
            await release.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Equal(0, await sums.PutOffAsync(Cancellation));
        Assert.Equal(1, await sums.TakeAsync(10, early: false, Cancellation));
    }

    [Fact]
    public async Task A_day_that_somebody_was_at_when_he_was_killed_waits_for_a_quarter_of_an_hour()
    {
        await TellAsync(new LocalDate(2026, 1, 14));
        await RunAsync("select * from core.hold_sum() where $1 > 0");
        var sums = new SumStore(Database.App);
        Assert.Equal(0, await sums.TakeAsync(10, early: true, Cancellation));
        await RunAsync("update core.sum_due set held_until = now() where community_id = $1");
        Assert.Equal(1, await sums.TakeAsync(10, early: true, Cancellation));
    }

    [Fact]
    public async Task Today_goes_before_the_past()
    {
        var today = Today;
        await TellAsync([.. Enumerable.Range(1, 20).Select(day => today.PlusDays(-day)), today]);
        Assert.Equal(1, await new SumStore(Database.App).TakeAsync(1, early: false, Cancellation));
        Assert.Equal("20 " + today.PlusDays(-1).ToString("uuuu-MM-dd", null), await TextAsync(
            "select concat_ws(' ', count(*), max(day)) from core.sum_due"));
    }

    [Fact]
    public async Task The_past_has_every_fourth_turn_though_there_is_always_something_of_today()
    {
        var today = Today;
        await TellAsync([.. Enumerable.Range(1, 20).Select(day => today.PlusDays(-day))]);
        var sums = new SumStore(Database.App);
        for (var turn = 0; turn < 8; turn++)
        {
            await RunAsync(
                "insert into core.sum_due (community_id, kind, day) values ($1, 'hours', (now() at time zone 'Europe/Rome')::date)");
            Assert.Equal(1, await sums.TakeAsync(1, early: false, Cancellation));
        }

        // Two of eight were of the past, those that wait longest; what is of today waits in the end too.
        Assert.Equal("19", await TextAsync("select count(distinct day)::text from core.sum_due"));
    }

    [Fact]
    public async Task The_age_of_the_oldest_that_waits_is_known_also_of_one_that_is_put_off()
    {
        var sums = new SumStore(Database.App);
        Assert.Equal(new(0, 0, null), await sums.LookAsync(Cancellation));
        await TellAsync(new(2026, 1, 14), new(2026, 1, 15));
        await RunAsync("""
            update core.sum_due set put_at = now() - interval '3 hours', not_before = now() + interval '1 hour', problem = '57014'
            where community_id = $1 and day = '2026-01-14'
            """);
        var waiting = await sums.LookAsync(Cancellation);
        Assert.Equal((2, 1), (waiting.Days, waiting.PutOff));
        Assert.InRange(waiting.Oldest!.Value.TotalMinutes, 179, 185);
    }

    private Task<AppendCounts> TellAsync(params LocalDate[] days) => new HourStore(Database.App).AppendAsync(
        _community,
        [
            .. days.Select(day => new MeterHour(
                Sample.School, null, MarketHour.Of(day).First(), null, Sample.Kwh(1m), Quality.Measured)),
        ],
        Cancellation);

    /// <summary>Is at a day of its own, so that nobody else comes to its end.</summary>
    private async Task<NpgsqlConnection> HoldAsync(LocalDate day)
    {
        var connection = await Database.Admin.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand("select pg_advisory_lock(core.sum_key($1, 'hours', $2))", connection);
        command.Parameters.Add(new() { Value = _community.Value });
        command.Parameters.Add(new() { Value = day.ToDateOnly() });
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        command.Parameters.Add(new() { Value = _community.Value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<string> TextAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
