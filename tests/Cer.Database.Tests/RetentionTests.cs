using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Keeping;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Quarter hours go when their term is over, and only then; the hours stay, and nothing else may remove.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly YearMonth May = new(2019, 5);

    // The last hour of May by UTC is the second of June in Italy.
    private static readonly Instant First = Instant.FromUtc(2019, 5, 10, 9, 0);
    private static readonly Instant Later = First + Duration.FromHours(3);
    private static readonly Instant Last = Instant.FromUtc(2019, 5, 31, 23, 0);

    private TestDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RetentionStore Store => new(_database.App);

    private ReadingStore Readings => new(_database.App, TimeProvider.System);

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateMigratedAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

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
    public async Task Of_a_removed_month_no_quarter_is_to_be_found_in_any_message()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 24, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var account = new Account
        {
            Username = "gateway",
            Community = community,
            Password = new(new byte[16], new byte[32], 100_000),
        };
        var intake = new IntakeStore(_database.App);
        var inTime = Told(community, Later, Instant.FromUtc(2019, 5, 10, 13, 0), "in time");
        var late = Told(community, Later + Duration.FromMinutes(15), Instant.FromUtc(2026, 1, 3, 8, 0), "late");
        var apart = Told(community, Later, Instant.FromUtc(2026, 1, 4, 8, 0), "apart") with
        {
            Lines = [new(1, LineOutcome.Quarantined, "found a total of 5.000 kWh", Quarter(Later, 2))],
        };
        var repeated = Told(community, Later, Instant.FromUtc(2026, 1, 5, 8, 0), "start_ts 2019-05-10T11:00:00") with { Lines = [] };
        var refused = Told(community, Later, Instant.FromUtc(2019, 5, 11, 8, 0), "refused") with
        {
            Lines = [],
            Refusal = "line 1: found 3 kWh",
        };
        var newer = Told(community, Later, Instant.FromUtc(2026, 1, 6, 8, 0), "newer") with { Lines = [] };
        foreach (var message in new[] { inTime, late, apart, repeated, refused, newer }) await intake.StoreAsync(message, Cancellation);
        await ActAsync(_database.App, "delete from core.touched");
        await HoursAsync(community, Hour(Later, null));
        Assert.Equal(5, (await NewestAsync(account)).Count);

        Assert.Null((await RetireAsync()).Obstacle);
        Assert.Equal(5L, await Store.ForgetAsync(Cancellation));
        Assert.Equal(0L, await Store.ForgetAsync(Cancellation));

        // What is not there cannot be asked for; what tells no quarter of it stays, and that the others came.
        Assert.Equal("newer", Assert.Single(await NewestAsync(account)));
        var sent = new SentStore(_database.App);
        Assert.Null(Assert.Single(await sent.AtAsync(account, inTime.ResourceId!, [late.MessageTimestamp!.Value], Cancellation)).Raw);
        Assert.Equal(6L, await AskAsync<long>("select count(*) from core.ingest"));
        Assert.Equal(1L, await AskAsync<long>("select count(*) from core.ingest where raw is not null"));
        Assert.Equal(0L, await AskAsync<long>("""
            select count(*) from core.quarantine where starts_at is not null
              or coalesce(withdrawn_ukwh, injected_ukwh, withdrawn_total_ukwh) is not null or reason like '%total%'
            """));
        Assert.Equal(0L, await AskAsync<long>(
            "select count(*) from core.ingest where findings::text like '%kWh%' or refusal like '%kWh%'"));
        await Assert.ThrowsAsync<PostgresException>(() => ActAsync(_database.Owner, "update core.ingest set raw = null"));

        async Task<IReadOnlyList<string>> NewestAsync(Account of)
        {
            List<string> all = [];
            await foreach (var message in new SentStore(_database.App).NewestFirstAsync(
                of, inTime.ResourceId!, Instant.FromUtc(2019, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0), Cancellation))
                all.Add(System.Text.Encoding.UTF8.GetString(message.Raw!.Value.Span));
            return all;
        }
    }

    private static IntakeRecord Told(CommunityId community, Instant start, Instant received, string bytes) =>
        Sample.Message(community, Sample.Stored(1, Quarter(start, 0))) with
        {
            MessageTimestamp = received,
            ReceivedAt = received,
            Raw = System.Text.Encoding.UTF8.GetBytes(bytes),
        };

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
        await new CommunityStore(_database.App).SaveAsync("luna", Sample.Definition, "test", Cancellation);
        await Store.DecideAsync(community, 24, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        await IsKeptAsync("luna");
    }

    [Fact]
    public async Task The_longest_term_of_all_counts()
    {
        var community = await OldCommunityAsync("sole");
        var other = await new CommunityStore(_database.App).SaveAsync("luna", Sample.Definition, "test", Cancellation);
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
        await ActAsync(_database.App, $"insert into core.touched (community_id, day) values ({community.Value}, '2019-05-10')");
        await IsKeptAsync("work to be done");
        await ActAsync(_database.App, "delete from core.touched");
        await ActAsync(_database.App, $"""
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
    public async Task Terms_shorter_than_the_law_allows_are_refused_by_the_database_itself()
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
        await using (var reader = await _database.App.OpenConnectionAsync(Cancellation))
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

    [Fact]
    public async Task A_late_reading_of_a_removed_month_is_kept_apart_with_a_sentence_and_its_neighbours_are_stored()
    {
        var community = await RemovedAsync();
        var message = Sample.Message(
            community,
            Sample.Stored(1, Sample.Hour(Sample.School, First, 7)),
            Sample.Stored(2, Sample.Hour(Sample.School, Sample.Noon, 7)));

        var receipt = await new IntakeStore(_database.App).StoreAsync(message, Cancellation);

        Assert.Equal(1, receipt.Readings.Added);
        var line = Assert.Single(await new IntakeStore(_database.App).QuarantinedAsync(community, 10, Cancellation));
        Assert.Equal(1, line.Line);
        Assert.Contains("no longer kept", line.Reason, StringComparison.Ordinal);
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.reading where starts_at < '2019-06-01'"));
    }

    [Fact]
    public async Task A_removed_month_takes_no_reading_and_no_hour_by_any_way_and_gets_no_partition_again()
    {
        var community = await RemovedAsync();
        var fault = await Assert.ThrowsAsync<NoLongerKeptException>(() =>
            AppendAsync(community, [Sample.Hour(Sample.School, First, 7)]));
        Assert.Contains("2019-06-01T00:00:00Z", fault.Message, StringComparison.Ordinal);
        await ActAsync(_database.App, "select core.ensure_months('reading', '2019-05-01', '2019-05-31')");
        Assert.True(await AskAsync<bool>("select to_regclass('core.reading_2019_05') is null"));
        await HoursAsync(community, Hour(First, 99));
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.energy_hour where withdrawn_ukwh = 99000000"));

        // And should a program ask in spite of all, the database refuses by itself.
        foreach (var sql in new[]
        {
            $"""
            insert into core.reading
              (community_id, pod_id, starts_at, minutes, revision, withdrawn_ukwh, received_at, ingest_id, source, quality)
            values ({community.Value}, 1, '2019-05-10 09:00Z', 60, 9, 1, now(), 0, 'rest', 'measured')
            """,
            $"""
            insert into core.energy_hour (community_id, pod_id, starts_at, unit_id, revision, withdrawn_ukwh, quality)
            values ({community.Value}, 1, '2019-05-10 09:00Z', 0, 9, 1, 'measured')
            """,
        })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(_database.App, sql));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
            Assert.Contains("no longer kept", refusal.MessageText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Late_readings_that_race_with_the_removal_are_stored_before_it_or_kept_apart_after_it()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var intake = new IntakeStore(_database.App);
        var senders = Enumerable.Range(0, 20).Select(async i =>
        {
            await Task.Delay(i * 3, Cancellation);
            return await intake.StoreAsync(
                Sample.Message(community, Sample.Stored(1, Sample.Hour(Sample.School, First, 101 + i))) with
                {
                    ResourceId = $"SCP-1_Esempio-1_M1ElectricUserDevice-2.0_202601010000{i:00}",
                    Raw = new[] { (byte)i },
                },
                Cancellation);
        });
        var removal = RetireAsync();
        var receipts = await Task.WhenAll(senders);
        var gone = await removal;

        var stored = receipts.Sum(receipt => receipt.Readings.Written);
        var apart = (await intake.QuarantinedAsync(community, 100, Cancellation)).Count;
        Assert.Equal(20, stored + apart);
        if (gone.Obstacle is null)
        {
            Assert.Equal(0L, await AskAsync<long>("select count(*) from core.reading where starts_at < '2019-06-01'"));
            Assert.Equal(0, stored);
        }
        else Assert.Equal(2L + stored, await AskAsync<long>("select count(*) from core.reading"));
    }

    [Fact]
    public async Task A_removed_month_is_no_gap_and_what_touches_it_makes_no_work()
    {
        var community = await RemovedAsync();
        await AppendAsync(community, [Sample.Hour(Sample.School, Sample.Noon, 7)]);
        var gaps = await new GapStore(_database.App).FindAsync(community, Sample.Noon + Duration.FromHours(1), Cancellation);
        Assert.DoesNotContain(gaps, gap => gap.Day < new LocalDate(2019, 6, 1));
        await ActAsync(_database.App, "delete from core.touched");
        await ActAsync(_database.App, $"insert into core.touched (community_id, day) values ({community.Value}, '2019-05-10')");
        await new WorkStore(_database.App).OpenTouchedAsync(Sample.Noon, Cancellation);
        Assert.Equal(0L, await AskAsync<long>("select count(*) from core.work where period like '2019-05%'"));
    }

    [Theory]
    [InlineData("drop table core.reading_2019_05")]
    [InlineData("alter table core.reading detach partition core.reading_2019_05")]
    [InlineData("delete from core.reading")]
    [InlineData("truncate core.reading_2019_05")]
    [InlineData("delete from core.retention_act")]
    [InlineData("insert into core.retention_act values ('reading', '2030-01-01', 0, 0, 13, 'x', 'x', now())")]
    [InlineData("update core.retention_term set quarter_months = 13")]
    [InlineData("select core.retention_obstacle('reading', '2019-05-01', '{}', true)")]
    [InlineData("select core.lacking_hours('core.reading_2019_05', '2019-05-01', '2019-06-01')")]
    [InlineData("alter table core.energy_hour_2019_05 disable trigger all")]
    [InlineData("set role cer_owner")]
    public async Task The_program_can_do_nothing_of_it_directly(string sql)
    {
        await OldCommunityAsync("sole");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(_database.App, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("select core.retire_month('reading_default', '2019-05-01', 'x', 'x')")]
    [InlineData("select core.retire_month('member', '2019-05-01', 'x', 'x')")]
    [InlineData("select core.retire_month(null, '2019-05-01', 'x', 'x')")]
    [InlineData("select core.retire_month('reading', '2019-05-02', 'x', 'x')")]
    [InlineData("select core.retire_month('reading', null, 'x', 'x')")]
    [InlineData("select core.retire_month('reading', '2019-05-01', '', 'x')")]
    [InlineData("select core.retire_month('reading', '2019-05-01', 'x', null)")]
    public async Task Nothing_but_a_month_of_readings_or_hours_can_be_named(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(_database.App, sql));
        Assert.Equal(PostgresErrorCodes.InvalidParameterValue, refusal.SqlState);
    }

    private async Task<CommunityId> RemovedAsync()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 13, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        Assert.Null((await RetireAsync()).Obstacle);
        return community;
    }

    private async Task IsKeptAsync(string because, KeptKind kind = KeptKind.QuarterHours)
    {
        var rows = await AskAsync<long>("select count(*) from core.reading");
        Assert.Contains(because, (await RetireAsync(kind)).Obstacle, StringComparison.Ordinal);
        Assert.Equal(rows, await AskAsync<long>("select count(*) from core.reading"));
        Assert.DoesNotContain(await Store.ActsAsync(Cancellation), act => act.Kind == kind);
    }

    private Task<OldMonth> RetireAsync(KeptKind kind = KeptKind.QuarterHours) =>
        Store.RetireAsync(kind, May, "test", "test", Cancellation);

    /// <summary>A community of 2019 with two hours in the last month by UTC, its months settled and closed.</summary>
    private async Task<CommunityId> OldCommunityAsync(
        string code, YearMonth[]? close = null, Instant[]? hours = null, Instant[]? readings = null)
    {
        var old = Sample.Community with
        {
            ConstitutedOn = new(2019, 1, 1),
            Units = [.. Sample.Community.Units.Select(unit => unit with { InService = new(2019, 5, 9) })
                .Where(unit => unit.Id != "UP-SCUOLA")],
            Pods = [.. Sample.Community.Pods.Where(pod => pod.To is null).Select(pod => pod with { From = new(2019, 1, 1) })],
        };
        var community = (await new CommunityStore(_database.App).SaveAsync(
            code, Sample.Definition with { Community = old }, "test", Cancellation)).Community;
        var months = new ClosingMonths(_database.App);
        foreach (var month in close ?? [May, May.PlusMonths(1)])
        {
            await months.SettleAsync(community, month, 1, (1, 1, 1));
            await months.CloseAsync(community, month);
        }

        await AppendAsync(community, [.. (readings ?? [First, Last]).Select(start => Sample.Hour(Sample.School, start, 2))]);
        await HoursAsync(community, [.. (hours ?? [First, Last]).Select(start => Hour(start, 2))]);
        return community;
    }

    private async Task AppendAsync(CommunityId community, Reading[] readings)
    {
        await Readings.AppendAsync(community, IntakeSource.Rest, readings, Cancellation);
        await ActAsync(_database.App, "delete from core.touched");
    }

    private Task<AppendCounts> HoursAsync(CommunityId community, params MeterHour[] hours) =>
        new HourStore(_database.App).AppendAsync(community, hours, Cancellation);

    private static MeterHour Hour(Instant start, decimal? kwh) => new(
        Sample.School,
        null,
        MarketHour.StartingAt(start),
        null,
        kwh is { } known ? Sample.Kwh(known) : null,
        kwh is null ? null : Quality.Measured);

    private static Reading Quarter(Instant hour, int quarter) => new()
    {
        Pod = Sample.School,
        Start = hour + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = Sample.Kwh(1),
    };

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static async Task ActAsync(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
