using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Dashboards;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Sums follow what is stored, but for closed months, and nothing that was put down is forgotten.</summary>
public class RepSumTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClosingMonths Months => new(postgres.App);

    private HourStore Hours => new(postgres.App);

    [Fact]
    public async Task Hours_that_come_later_change_an_open_month_and_not_a_closed_one()
    {
        var community = await postgres.CommunityAsync();
        var february = Instant.FromUtc(2026, 2, 14, 11, 0);
        await Hours.AppendAsync(community, [.. Hall(Sample.Noon, 1m), .. Hall(february, 1m)], Cancellation);
        await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        await Months.CloseAsync(community, January);
        await SumAsync(community);
        Assert.Equal(["1 5 1 closed", "1 5 1 provisional"], await SharedAsync(community));

        await Hours.AppendAsync(community, [.. Hall(Sample.Noon, 4m), .. Hall(february, 4m)], Cancellation);
        await SumAsync(community);
        Assert.Equal(["1 5 1 closed", "4 5 4 provisional"], await SharedAsync(community));
    }

    [Fact]
    public async Task Another_definition_counts_other_points_in_open_months_and_not_in_a_closed_one()
    {
        var community = await postgres.CommunityAsync();
        var code = await postgres.AskAsync<string>("select code from core.community where id = $1", community.Value);
        var february = Instant.FromUtc(2026, 2, 14, 11, 0);
        await Hours.AppendAsync(community, [.. Hall(Sample.Noon, 1m), .. Hall(february, 1m)], Cancellation);
        await Months.SettleAsync(community, January, 1, new(1000, 50, 7));
        await Months.CloseAsync(community, January);
        await SumAsync(community);

        var without = Sample.Community with
        {
            Pods = [.. Sample.Community.Pods.Where(pod => pod.Pod != Sample.Hall.Code)],
            Units = [.. Sample.Community.Units.Where(unit => unit.Pod != Sample.Hall.Code)],
        };
        await postgres.Communities.SaveAsync(code, Sample.Definition with { Community = without }, "test", Cancellation);
        await SumAsync(community);
        Assert.Equal(["1 5 1 closed"], await SharedAsync(community));
    }

    [Fact]
    public async Task A_point_with_anything_missing_is_left_out_whole_and_an_hour_of_which_nothing_is_known_is_not_zero()
    {
        var community = await postgres.CommunityAsync();
        MeterHour[] hall = [.. Hall(Sample.Noon, 1m)];
        await Hours.AppendAsync(community, [hall[0], hall[1], hall[2] with { Injected = null, Quality = null }], Cancellation);
        await SumAsync(community);
        Assert.Empty(await SharedAsync(community));

        await Hours.AppendAsync(community, [School(3m, 2m)[0], School(3m, 2m)[1]], Cancellation);
        await SumAsync(community);
        Assert.Equal(["3 2 2 provisional"], await SharedAsync(community));
        Assert.Equal("2 1", await postgres.AskAsync<string>(
            "select points_expected || ' ' || points_known from rep.community_hour where community_id = $1", community.Value));
    }

    [Fact]
    public async Task An_hour_is_that_of_the_latest_run_that_has_it()
    {
        var community = await postgres.CommunityAsync();
        await Hours.AppendAsync(
            community, [.. Hall(Sample.Noon, 1m), .. Hall(Sample.Noon + Duration.FromHours(1), 1m)], Cancellation);
        var first = await SettleAsync(community, 1, [], (0, 0.5m), (1, 0.25m));
        await SettleAsync(community, 2, [first], (1, 0.75m));
        await SumAsync(community);
        Assert.Equal(["1 5 0.5 provisional", "1 5 0.75 provisional"], await SharedAsync(community));
    }

    [Theory]
    [InlineData(2026, 3, 29, 23)]
    [InlineData(2026, 10, 25, 25)]
    [InlineData(2026, 6, 1, 24)]
    public async Task A_day_has_the_hours_that_the_clock_of_Rome_gives_it(int year, int month, int day, int hours)
    {
        var community = await postgres.CommunityAsync();
        var all = MarketHour.Of(new(year, month, day)).ToArray();
        Assert.Equal(hours, all.Length);
        await Hours.AppendAsync(community, [.. all.SelectMany((hour, place) => Hall(hour.Start, place))], Cancellation);
        // A day's readings make its quality: here an hour told whole, and two quarters.
        await postgres.Readings.AppendAsync(
            community,
            IntakeSource.Csv,
            [
                Sample.Hour(Sample.School, all[0].Start, 1m),
                .. new[] { 0, 15 }.Select(minutes => new Cer.Domain.Metering.Reading
                {
                    Pod = Sample.School,
                    Start = all[^1].Start + Duration.FromMinutes(minutes),
                    Minutes = 15,
                    Withdrawn = Sample.Kwh(1m),
                    Quality = minutes == 0 ? Quality.Measured : Quality.Estimated,
                }),
            ],
            Cancellation);
        await SumAsync(community);

        Assert.Equal(
            Enumerable.Range(0, hours).Select(place => $"{place} 5 {Math.Min(5, place)} provisional"), await SharedAsync(community));
        Assert.Equal($"{hours * 4} 0 0, {hours * 4} 6 1", await postgres.AskAsync<string>(
            """
            select string_agg(concat_ws(' ', expected, received, estimated), ', ' order by received)
            from rep.quality_day where community_id = $1 and day = $2
            """,
            community.Value,
            MarketHour.StartOf(new(year, month, day)).ToDateTimeUtc()));
    }

    [Fact]
    public async Task Many_who_sum_at_once_sum_everything_once_and_none_waits_for_another()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync("molti", Sample.Definition, "test", Cancellation);
        var hours = Enumerable.Range(0, 60).SelectMany(day => Hall(Sample.Noon + Duration.FromDays(day), day)).ToArray();
        await new HourStore(database.App).AppendAsync(stored.Community, hours, Cancellation);
        var sums = new SumStore(database.App);
        Assert.Equal(60, await sums.WaitingAsync(Cancellation));

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var all = 0;
            while (await sums.TakeAsync(4, true, Cancellation) is > 0 and var some) all += some;
            return all;
        }));

        // Who finds all that is left in another's hands goes; what he left is taken now.
        var rest = await sums.TakeAsync(100, true, Cancellation);
        Assert.Equal(60, done.Sum() + rest);
        Assert.Equal(0, await sums.WaitingAsync(Cancellation));
        await using var ask = database.Admin.CreateCommand("select count(*), sum(withdrawn_ukwh)::bigint from core.hour_sum");
        await using var row = await ask.ExecuteReaderAsync(Cancellation);
        await row.ReadAsync(Cancellation);
        Assert.Equal((60, 1770_000_000), (row.GetInt64(0), row.GetInt64(1)));
    }

    [Fact]
    public async Task What_is_put_down_while_a_day_is_summed_is_summed_again()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync("poi", Sample.Definition, "test", Cancellation);
        var hours = new HourStore(database.App);
        await hours.AppendAsync(stored.Community, [.. Hall(Sample.Noon, 1m)], Cancellation);
        await using (var writer = await database.App.OpenConnectionAsync(Cancellation))
        {
            await using var transaction = await writer.BeginTransactionAsync(Cancellation);
            await using var late = new NpgsqlCommand(
                """
                insert into core.energy_hour (community_id, pod_id, starts_at, unit_id, revision, withdrawn_ukwh, quality)
                select community_id, pod_id, starts_at, 0, 2, 2000000, 'measured' from core.energy_hour where unit_id = 0
                """,
                writer);
            await late.ExecuteNonQueryAsync(Cancellation);
            Assert.Equal(1, await new SumStore(database.App).TakeAsync(10, true, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(1, await new SumStore(database.App).TakeAsync(10, true, Cancellation));
        await using var ask = database.Admin.CreateCommand("select withdrawn_ukwh from core.hour_sum");
        Assert.Equal(2_000_000L, await ask.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_day_that_cannot_be_summed_is_put_off_and_keeps_no_other_from_it()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync("guasto", Sample.Definition, "test", Cancellation);
        var huge = Energy.FromMicroKilowattHours(long.MaxValue);
        await new HourStore(database.App).AppendAsync(
            stored.Community,
            [
                .. Hall(Sample.Noon, 1m).Select(hour => hour.Unit is null ? hour with { Withdrawn = huge } : hour),
                .. School(1m, 1m),
                .. Hall(Sample.Noon + Duration.FromDays(1), 1m),
            ],
            Cancellation);
        var sums = new SumStore(database.App);

        Assert.Equal(1, await sums.TakeAsync(10, early: false, Cancellation));
        Assert.Equal(0, await sums.TakeAsync(10, early: false, Cancellation));
        Assert.Equal((1, 1), (await sums.WaitingAsync(Cancellation), await sums.PutOffAsync(Cancellation)));
        await using var ask = database.Admin.CreateCommand("select day::text || ' ' || problem from core.sum_due");
        Assert.Equal("2026-01-14 22003", await ask.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_day_on_which_nothing_came_is_told_too()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync("muto", Sample.Definition, "test", Cancellation);
        await new HourStore(database.App).AppendAsync(stored.Community, [.. Hall(Sample.Noon, 1m)], Cancellation);
        var sums = new SumStore(database.App);
        await sums.TakeAsync(10, true, Cancellation);

        await sums.PutSilentDaysAsync(new(2026, 1, 18), Cancellation);
        await sums.PutSilentDaysAsync(new(2026, 1, 18), Cancellation);
        Assert.Equal(3, await sums.TakeAsync(10, true, Cancellation));
        await using var ask = database.Admin.CreateCommand(
            "select count(*) || ' ' || sum(expected) || ' ' || sum(received) from rep.quality_day");
        Assert.Equal("6 576 0", await ask.ExecuteScalarAsync(Cancellation));
    }

    private static MeterHour[] Hall(Instant start, decimal withdrawn) =>
    [
        new(Sample.Hall, null, MarketHour.StartingAt(start), null, Sample.Kwh(withdrawn), Quality.Measured),
        new(Sample.Hall, "UP-A", MarketHour.StartingAt(start), Sample.Kwh(2m), null, Quality.Measured),
        new(Sample.Hall, "UP-B", MarketHour.StartingAt(start), Sample.Kwh(3m), null, Quality.Measured),
    ];

    private static MeterHour[] School(decimal withdrawn, decimal injected) =>
    [
        new(Sample.School, null, MarketHour.StartingAt(Sample.Noon), null, Sample.Kwh(withdrawn), Quality.Measured),
        new(Sample.School, "UP-SCUOLA", MarketHour.StartingAt(Sample.Noon), Sample.Kwh(injected), null, Quality.Measured),
    ];

    private async Task<long> SettleAsync(
        CommunityId community, byte inputs, IReadOnlyList<long> standsOn, params (int Hour, decimal Shared)[] hours)
    {
        var stored = await Months.Runs.StoreAsync(
            new()
            {
                Community = community,
                DefinitionVersion = 1,
                From = January,
                To = January,
                RuleIds = ["cer-base"],
                InputHash = Enumerable.Repeat(inputs, 32).ToArray(),
                Program = "cer 0.1.0",
                Who = "test",
                When = Sample.Noon,
                StandsOn = standsOn,
                Months = [new(January, MonthStatus.Final, [], Energy.Zero, Energy.Zero, Energy.Zero, new(0), new(0), new(0))],
                UnitHours =
                [
                    .. hours.Select(hour => new UnitHour(
                        "UP-A",
                        MarketHour.StartingAt(Sample.Noon + Duration.FromHours(hour.Hour)),
                        Sample.Kwh(2m),
                        Sample.Kwh(hour.Shared),
                        Energy.Zero,
                        Energy.Zero,
                        100m,
                        110m,
                        0m)),
                ],
                UnitMonths = [],
                MemberMonths = [],
                FundMonths = [],
            },
            Cancellation);
        return stored.Id;
    }

    /// <summary>Sums what waits of one community, in the order in which it came.</summary>
    private async Task SumAsync(CommunityId community)
    {
        await using var connection = await postgres.App.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            """
            select case kind when 'hours' then core.sum_hours(community_id, day) when 'quality' then core.sum_quality(community_id, day)
              else core.sum_month(community_id, day) end
            from (select distinct community_id, kind, day from core.sum_due where community_id = $1) as due
            """,
            connection);
        command.Parameters.Add(new() { Value = community.Value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<List<string>> SharedAsync(CommunityId community)
    {
        await using var command = postgres.Database.Admin.CreateCommand(
            """
            select concat_ws(' ', withdrawn_kwh, injected_kwh, shared_kwh, state) from rep.shared_hour
            where community_id = $1 order by ts
            """);
        command.Parameters.Add(new() { Value = community.Value });
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await row.ReadAsync(Cancellation)) rows.Add(row.GetString(0));
        return rows;
    }
}
