using Cer.Operations.Intake;
using Cer.Storage;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Nothing that was stored is changed or lost: the database refuses, whoever asks.</summary>
public class HistoryTests(PostgresFixture postgres)
{
    private static readonly string[] AppendOnly =
    [
        "community", "definition", "member", "member_terms", "pod", "membership", "plant", "unit", "unit_terms",
        "rule_set", "device", "audit", "ingest", "quarantine", "reading", "energy_hour", "price", "settlement_run",
        "settlement_month", "settlement_hour", "unit_month", "member_month", "fund_month", "month_state",
        "alert", "quarantine_decision", "stray_message", "person_act", "letter", "letter_attachment",
        "letter_event", "letter_choice", "address_mark", "document", "hour_acceptance", "correction_line", "legal_community",
        "legal_place", "regolamento",
        "regolamento_approval", "money_entry", "sale_entry", "plant_sale", "tax_profile", "approval_rule", "payable",
        "payable_line", "payable_approval", "settlement_day", "curve_import", "curve_undo", "curve_vouch", "message_deletion",
        "price_fetch", "mend", "backfill_request", "alarm_event",
        "precedence", "meter_swap", "consent_rule", "consent", "consent_withdrawal", "retention_term", "retention_act",
        "device_standing", "forgetting", "enea_identifier", "meter_serial", "meter_serial_away", "power", "power_gone",
        "place", "nickname", "co2_factor", "look", "member_request", "member_request_step",
        "total_consent", "total_consent_withdrawal",
        "desk_act", "desk_evidence", "delegation", "delegation_end", "delegation_access",
        "desk_paper", "desk_paper_removal", "dossier", "gse_request", "deadline_mark", "deadline_paper", "chain_entry", "submission",
        "package_layout", "submission_file", "submission_step", "ledger_entry", "ledger_line", "member_bank", "community_bank",
        "payout_rule", "payout", "payout_payment", "payout_item", "payout_approval", "payout_end", "payout_file",
        "bank_import", "bank_movement", "payout_event", "year_account", "year_paper", "year_paper_pdf", "bank_booking",
        "bank_layout", "entry_proposal", "entry_proposal_end", "statement_profile", "statement_import",
        "statement_line", "statement_undo", "reconcile_rule", "reconciliation",
        "recalculation", "recalculation_line",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Tables => [.. AppendOnly];

    [Fact]
    public async Task Every_table_is_append_only_but_accounts_sessions_queues_and_the_log_of_migrations() =>
        Assert.Equal(
        AppendOnly.Concat([
            "account", "alarm", "alarm_reader", "api_token", "arrival_day", "category_sum", "chain_head", "counter_state",
            "home_notice", "home_outbox", "home_sink", "home_sum", "home_user", "hour_sum", "invite",
            "job", "known_device", "letter_queue", "message_due", "mqtt_account", "mqtt_device", "passkey",
            "passkey_challenge", "person", "person_role", "person_session",
            "place_sum", "plant_sum", "quality_day", "shared_sum", "sum_due",
            "price_call", "schema_version", "sender_day", "series_outbox", "series_sink", "sign_in_attempt",
            "sign_in_link", "told_hour", "touched", "work",
        ]).Order(StringComparer.Ordinal),
        (await postgres.AskAsync<string[]>(
            """
            select array_agg(relname::text) from pg_class
            where relnamespace = 'core'::regnamespace and relkind in ('r', 'p') and not relispartition
            """)).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Tables))]
    public async Task The_program_may_not_change_delete_or_truncate(string table)
    {
        var column = await FirstColumnAsync(table);
        foreach (var act in Acts(table, column))
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(postgres.App, act));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task Not_even_the_owner_may_truncate()
    {
        // In a database apart: truncating locks every table that refers to the one meant.
        await using var database = await TestDatabase.CreateMigratedAsync();
        await RunAsync(database.App, "select core.ensure_months('reading', '2026-01-01', '2026-01-31')");
        await RunAsync(database.App, "select core.ensure_months('energy_hour', '2026-01-01', '2026-01-31')");
        foreach (var table in AppendOnly.Concat(["reading_2026_01", "reading_default", "energy_hour_2026_01"]))
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(
                () => RunAsync(database.Owner, $"truncate core.{table} cascade"));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        }
    }

    [Fact]
    public async Task A_slow_reader_makes_no_writer_wait_for_a_new_month()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var community = await new CommunityStore(database.App).SaveAsync("c", Sample.Definition, "test", Cancellation);
        var readings = new ReadingStore(database.App, TimeProvider.System);
        await using (var reader = await database.App.OpenConnectionAsync(Cancellation))
        {
            await using var transaction = await reader.BeginTransactionAsync(Cancellation);
            await using (var read = new NpgsqlCommand("select count(*) from core.reading", reader))
                await read.ExecuteScalarAsync(Cancellation);
            var counts = await readings.AppendAsync(
                community.Community, IntakeSource.Csv, [Sample.Quarter(Sample.Hall, 0, 1m)], Cancellation);
            Assert.Equal(new(1, 0, 0), counts);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Equal(1L, await CountAsync("reading_default"));
        await RunAsync(database.App, "select core.ensure_months('reading', '2026-01-01', '2026-01-31')");
        Assert.Equal(0L, await CountAsync("reading_default"));
        Assert.Equal(1L, await CountAsync("reading_2026_01"));

        async Task<object?> CountAsync(string table)
        {
            await using var command = database.Admin.CreateCommand($"select count(*) from core.{table}");
            return await command.ExecuteScalarAsync(Cancellation);
        }
    }

    // Two that read both tables in opposite orders, one of them while a month is made.
    [Fact]
    public async Task Whoever_reads_hours_and_then_readings_is_not_ended_by_a_new_month()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var reader = await database.App.OpenConnectionAsync(Cancellation);
        await using var transaction = await reader.BeginTransactionAsync(Cancellation);
        for (var round = 0; round < 3; round++)
        {
            await RunOnAsync("select count(*) from core.energy_hour");
            var made = Task.WhenAll(new[] { "reading", "energy_hour" }.Select(table => RunAsync(
                database.App, $"select core.ensure_months('{table}', '2026-0{round + 1}-01', '2026-0{round + 1}-28')")));
            await RunOnAsync("select count(*) from core.reading");
            await made;
        }

        async Task RunOnAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, reader);
            await command.ExecuteScalarAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("reading_2026_01")]
    public async Task Not_even_the_owner_may_change_a_reading_in_its_table_or_in_its_partition(string table)
    {
        await StoreOneAsync();
        foreach (var act in Acts(table, "quality").Concat([$"delete from core.{table} where pod_id > 0"]))
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(postgres.Database.Owner, act));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        }
    }

    [Fact]
    public async Task The_program_cannot_go_around_a_table_by_its_partition()
    {
        await StoreOneAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => RunAsync(postgres.App, "delete from core.reading_2026_01"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task The_program_cannot_make_tables_or_switch_off_triggers()
    {
        string[] acts =
        [
            "create table core.mine (id int)",
            "create table public.mine (id int)",
            "create schema mine",
            "alter table core.reading disable trigger all",
            "drop table core.price",
            "set session_replication_role = replica",
        ];
        foreach (var act in acts)
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(postgres.App, act));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task Rows_that_fell_into_the_default_partition_move_when_their_month_gets_one()
    {
        var community = await postgres.CommunityAsync();
        await RunAsync(
            postgres.App,
            $"""
            insert into core.reading (community_id, pod_id, starts_at, minutes, revision, injected_ukwh, received_at,
              ingest_id, source, quality)
            values ({community}, 1, '2051-07-31T23:45Z', 15, 1, 7, now(), 0, 'csv', 'measured'),
              ({community}, 1, '2051-08-01T00:00Z', 15, 1, 8, now(), 0, 'csv', 'measured')
            """);
        Assert.Equal(2, await postgres.CountAsync(community, "reading_default"));

        await postgres.MonthsAsync("reading", "2051-07-01", "2051-08-31");

        Assert.Equal(0, await postgres.CountAsync(community, "reading_default"));
        Assert.Equal(1, await postgres.CountAsync(community, "reading_2051_07"));
        Assert.Equal(2, await postgres.CountAsync(community, "reading"));
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => RunAsync(postgres.Database.Owner, $"delete from core.reading where community_id = {community}"));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        Assert.Equal(0, await postgres.AskAsync<int>("select core.ensure_months('reading', '2051-07-01', '2051-08-31')"));
    }

    [Fact]
    public async Task Months_asked_for_by_many_at_once_are_made_once_each()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => postgres.MonthsAsync("reading", "2061-01-01", "2061-12-31")));
        Assert.Equal(12L, await postgres.AskAsync<long>(
            "select count(*) from pg_inherits where inhparent = 'core.reading'::regclass"
            + " and inhrelid::regclass::text like 'core.reading_2061%'"));
    }

    private static string[] Acts(string table, string column) =>
        [$"update core.{table} set {column} = {column}", $"delete from core.{table}", $"truncate core.{table} cascade"];

    private Task<string> FirstColumnAsync(string table) => postgres.AskAsync<string>(
        $"select attname::text from pg_attribute where attrelid = 'core.{table}'::regclass and attnum > 0"
        + " and attidentity = '' order by attnum limit 1");

    private async Task StoreOneAsync() => await postgres.Readings.AppendAsync(
        await postgres.CommunityAsync(), IntakeSource.Csv, [Sample.Quarter(Sample.Hall, 0, 1m)], Cancellation);

    private static async Task RunAsync(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
