using Npgsql;

namespace Cer.Database.Tests;

/// <summary>The views have the columns that dashboards were written for, and tell what they are to tell and no more.</summary>
[Collection(RepTownCollection.Name)]
public class RepViewTests(RepTown town)
{
    private static readonly DateTime From = new(2026, 9, 30, 22, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime To = new(2026, 10, 31, 23, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("rep.community", "id code name primary_substation co2_kg_per_kwh members")]
    [InlineData("rep.shared_hour", "community_id ts injected_kwh withdrawn_kwh shared_kwh est_tip_eur est_cac_eur state")]
    [InlineData("rep.community_hour", "community_id ts produced_kwh self_kwh injected_kwh withdrawn_kwh points_expected points_known")]
    [InlineData("rep.category_hour", "community_id category ts withdrawn_kwh members")]
    [InlineData("rep.plant", "community_id id code name kwp in_service")]
    [InlineData("rep.plant_hour", "community_id plant_id name kwp ts produced_kwh self_kwh injected_kwh measured")]
    [InlineData(
        "rep.public_pod_hour", "community_id pod_id label category ts withdrawn_kwh self_kwh contracted_kw peak_kw")]
    [InlineData("rep.ranking_month", "community_id month pos label share")]
    [InlineData(
        "rep.month",
        "community_id community month run_id status state injected_kwh withdrawn_kwh shared_kwh tip_eur cac_eur surplus_eur reasons program"
            + " made_at distributable_eur closed_at fund_eur corrections_eur")]
    [InlineData("rep.money_month", "community_id month accrued_eur advised_eur received_eur")]
    [InlineData("rep.payout_month", "community_id month status amount_eur")]
    [InlineData("rep.gse_month", "community_id month agreement payment_due held_at")]
    [InlineData("rep.gse_difference", "community_id month cause eur rows since dossiers")]
    [InlineData("rep.gse_dossier", "community_id label month cause written_at")]
    [InlineData("rep.member_count", "community_id kind members")]
    [InlineData("rep.alarm", "community_id opened_at severity kind label acked_at closed_at")]
    [InlineData("rep.workflow_run", "community_id workflow started_at finished_at status steps incidents")]
    [InlineData(
        "rep.quality_day", "community_id pod_id pod_label source day expected received estimated median_delay_s")]
    [InlineData(
        "rep.open_community",
        "id code name co2_kg_per_kwh members private_members households firms others municipalities invented")]
    [InlineData(
        "rep.open_hour",
        "community_id ts produced_kwh self_kwh injected_kwh withdrawn_kwh shared_kwh est_tip_eur est_cac_eur state")]
    [InlineData("rep.open_untold", "community_id ts why")]
    [InlineData("rep.open_category_hour", "community_id category ts withdrawn_kwh")]
    [InlineData("rep.open_plant_hour", "community_id plant_id name ts produced_kwh")]
    [InlineData("rep.open_month", "community_id month hours_told hours_untold state final tip_eur cac_eur")]
    [InlineData("mine.energy_hour", "ts withdrawn_kwh injected_kwh produced_kwh self_kwh quality")]
    [InlineData("mine.shared_hour", "ts shared_kwh")]
    [InlineData("mine.community_hour", "ts injected_kwh withdrawn_kwh shared_kwh")]
    [InlineData("mine.peer_month", "month avg_withdrawn_kwh avg_shared_kwh households")]
    [InlineData("mine.payout", "month amount_eur status gross_eur net_eur")]
    [InlineData("mine.community", "community_id name co2_kg_per_kwh")]
    [InlineData("mine.missing_day", "day missing_quarters")]
    public async Task A_view_has_the_columns_that_dashboards_read(string view, string columns) => Assert.Equal(
        columns,
        Assert.Single(await RepTown.ListAsync(
            town.Database.Admin,
            null,
            null,
            """
            select string_agg(attname, ' ' order by attnum) from pg_attribute
            where attrelid = $1::regclass and attnum > 0 and not attisdropped
            """,
            row => row.GetString(0),
            view)));

    [Fact]
    public async Task Each_point_has_its_quarters_a_day_and_only_the_municipalitys_are_called_by_name()
    {
        var rows = await town.AskAsync(
            "select pod_label, day, expected, received, estimated, source from rep.quality_day where day >= $1 and day < $2",
            row => (Label: row.GetString(0), Day: row.GetDateTime(1), Expected: row.GetInt32(2), Received: row.GetInt32(3),
                Estimated: row.GetInt32(4), Source: row.GetString(5)),
            From,
            To);
        var told = await RepTown.ListAsync(
            town.Database.Admin,
            null,
            null,
            """
            select right(pod.code, 4), (starts_at at time zone 'Europe/Rome')::date, count(distinct starts_at)
            from core.reading join core.pod as pod on pod.id = pod_id
            where meter = 1 and withdrawn_ukwh is not null and starts_at >= $1 and starts_at < $2 group by 1, 2
            """,
            row => (Digits: row.GetString(0), Day: row.GetFieldValue<DateOnly>(1), Count: row.GetInt64(2)),
            From,
            To);

        Assert.Equal(40 * 31, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Day == new DateTime(2026, 10, 24, 22, 0, 0, DateTimeKind.Utc) ? 100 : 96, row.Expected));
        Assert.Equal(told.Sum(row => row.Count), rows.Sum(row => row.Received));
        Assert.Contains(rows, row => row.Label == "Depuratore" && row is { Received: 0, Source: "" });
        Assert.All(
            rows.Where(row => row.Label.Length == 4),
            row => Assert.Equal(
                told.SingleOrDefault(one => one.Digits == row.Label && one.Day == DateOnly.FromDateTime(row.Day.AddHours(3))).Count,
                row.Received));
        var nameless = rows.Select(row => row.Label).Where(label => label.Length == 4 && label.All(char.IsAsciiDigit));
        Assert.Equal(24, nameless.Distinct().Count());
    }

    [Fact]
    public async Task The_ranking_is_of_those_who_want_to_be_in_it_and_of_nobody_when_they_are_fewer_than_five()
    {
        var own = (await town.AskMonthsAsync()).ToDictionary(row => row.Member, StringComparer.Ordinal);
        var expected = new[]
        {
            ("comune", "Il Comune"), ("fam-alloro", "Il Picchio"), ("fam-erica", "La Lucciola"), ("fam-ginestra", "Casa del Vento"),
            ("fam-mirto", "Il Tasso"), ("fam-olivo", "La Cinciallegra"), ("forno", "Notte bianca"), ("parrocchia", "Le Campane"),
        }.Select(one => (one.Item2, Share: own[one.Item1].Shared / (double)own[one.Item1].Withdrawn)).OrderByDescending(one => one.Share);
        var rows = await town.AskAsync(
            "select pos, label, share from rep.ranking_month where month = $1 order by pos",
            row => (Position: row.GetInt32(0), Label: row.GetString(1), Share: row.GetDouble(2)),
            From);
        Assert.Equal(Enumerable.Range(1, 8), rows.Select(row => row.Position));
        Assert.Equal(expected, rows.Select(row => (row.Label, row.Share)));

        Assert.Equal([5, 0], await ChangedAsync(
            """
            insert into core.nickname (community_id, member_id, revision, nickname, chosen_by)
            select community_id, member_id, 2, null, 'test' from core.nickname order by member_id limit {0}
            """,
            "select count(*) from rep.ranking_month where month = '2026-09-30T22:00Z'",
            ["3", "4"]));
    }

    [Fact]
    public async Task What_we_computed_what_was_told_and_what_arrived_are_three_figures()
    {
        Assert.Equal(
            ["2026-10-01 t 12.50 7.00"],
            await ChangedTextsAsync(
                """
                insert into core.money_entry (community_id, standing, month, kind, cents, on_day, source, entered_by, entered_at)
                select id, entry.*, '2026-11-10', 'prova', 'test', now() from core.community cross join (values
                  ('advised', '2026-10-01'::date, 'complete', 1250), ('advised', '2026-10-01', 'fee', -300),
                  ('received', '2026-10-01', 'complete', 700)) as entry
                """,
                """
                select concat_ws(' ', month, accrued_eur = (select tip_eur + cac_eur from rep.month where month = '2026-10-01'),
                  advised_eur::numeric(9, 2), received_eur::numeric(9, 2)) from rep.money_month where month = '2026-10-01'
                """));
        Assert.Equal(
            [true, true],
            await town.AskAsync(
                """
                select settled.distributable_eur + settled.fund_eur = settled.tip_eur + settled.cac_eur
                  and payout.amount_eur = settled.distributable_eur and payout.status = 'to_approve'
                from rep.month as settled join rep.payout_month as payout using (community_id, month)
                """,
                row => row.GetBoolean(0)));
    }

    [Fact]
    public async Task What_a_month_pays_holds_the_corrections_it_has_taken_and_net_is_known_once_somebody_approves()
    {
        var token = (await town.TokenAsync("fam-olivo")).Text;
        var own = (await town.AskMonthsAsync()).Single(row => row.Member == "fam-olivo").Cents;
        // Another run of September gives the member 5.20 more, and a fund and a plant what is none of the members'.
        var correct = $"""
            select set_config('cer.session', '{token}', true);
            insert into core.settlement_run
              (community_id, definition_version, from_month, to_month, status, rule_ids, input_sha256, program, asked_by, made_at)
            select community_id, definition_version, '2026-09-01', '2026-09-01', status, rule_ids, sha256('altro'), program, asked_by, now()
            from core.settlement_run order by id desc limit 1;
            insert into core.settlement_month
            select (jsonb_populate_record(known, jsonb_build_object('run_id', (select max(id) from core.settlement_run)))).*
            from core.settlement_month as known where month = '2026-09-01' order by run_id desc limit 1;
            insert into core.correction_line (community_id, corrects, month, from_run, to_run, unit_id, member_id, fund,
              tip_cents, cac_cents, surplus_cents, causes, taken_by)
            select community.id, '2026-09-01', '2026-10-01', runs.old, runs.new, line.unit_id, line.member_id, line.fund,
              line.tip, line.cac, 0, array['prova'], 'test'
            from core.community as community
            cross join (select min(run_id) as old, max(run_id) as new from core.settlement_month where month = '2026-09-01') as runs
            cross join (values (0, (select id from core.member where code = 'fam-olivo'), '', 500, 20), (0, 0, 'fondo', 700, 0),
              (1, 0, '', 900, 0)) as line (unit_id, member_id, fund, tip, cac);
            """;
        Assert.Equal(
            ["5.20 5.20"],
            await ChangedTextsAsync(
                correct,
                """
                select concat_ws(' ', corrections_eur::numeric(9, 2), (payout.amount_eur - settled.distributable_eur)::numeric(9, 2))
                from rep.month as settled join rep.payout_month as payout using (community_id, month) where month = '2026-10-01'
                """));
        const string Mine = """
            select concat_ws(' ', (gross_eur * 100)::int, coalesce((net_eur * 100)::int::text, '-'), (amount_eur * 100)::int)
            from mine.payout where month = '2026-10-01'
            """;
        Assert.Equal([$"{own + 520} - {own + 520}"], await ChangedTextsAsync(correct, Mine));
        Assert.Equal(
            ["1000 800 800"],
            await ChangedTextsAsync(
                correct + """
                insert into core.payable
                select community_id, month, 1, run_id, sha256('prova'), 1, now() from core.standing_month where month = '2026-10-01';
                insert into core.payable_line
                  (community_id, month, revision, ordinal, member_id, gross_cents, withheld_cents, vat_cents, net_cents, tax_revision)
                select community_id, '2026-10-01', 1, 1, id, 1000, 200, 0, 800, 1 from core.member where code = 'fam-olivo';
                """,
                Mine));
    }

    [Fact]
    public async Task Two_points_of_one_name_are_two_and_so_are_their_plants()
    {
        const string Alike = """
            insert into core.place (community_id, pod_id, revision, name, kind, declared_by)
            select community_id, id, 9, 'Uguale', 'school', 'test' from core.pod where code in ('IT999E00000101', 'IT999E00000102')
            """;
        foreach (var sql in new[]
        {
            "select distinct label from rep.public_pod_hour where label like 'Uguale%' order by 1",
            "select name from rep.plant where name like 'Uguale%' order by 1",
            "select distinct pod_label from rep.quality_day where pod_label like 'Uguale%' order by 1",
        })
            Assert.Equal(["Uguale (0101)", "Uguale (0102)"], await ChangedTextsAsync(Alike, sql));
    }

    [Fact]
    public async Task Everybody_is_told_the_demonstration_as_such_with_the_municipality_apart_and_its_whole_hours()
    {
        Assert.Equal(
            ["magliano 25 24 15 7 2 1 t"],
            await town.AskAsync(
                """
                select concat_ws(' ', code, members, private_members, households, firms, others, municipalities, invented)
                from rep.open_community
                """, row => row.GetString(0)));
        // Of the 745 hours of October two days of one point and five hours of another were lost, and the month is open.
        Assert.Equal(
            [745L - 53, 53L],
            await town.AskAsync(
                """
                -- Each view once: a server that has no statistics yet would go through one for every row of the other.
                with known as materialized (select * from rep.shared_hour where ts >= $1 and ts < $2),
                  told as materialized (select * from rep.open_hour where ts >= $1 and ts < $2)
                select count(*) from known join told using (community_id, ts)
                where (known.injected_kwh, known.withdrawn_kwh, known.shared_kwh, known.est_tip_eur)
                  = (told.injected_kwh, told.withdrawn_kwh, told.shared_kwh, told.est_tip_eur)
                union all select count(*) from rep.open_untold where ts >= $1 and ts < $2
                """, row => row.GetInt64(0), From, To));
        // Its two roofs have said yes: without one of them no hour is told.
        Assert.Equal(
            ["0 0"],
            await ChangedTextsAsync(
                """
                insert into core.total_consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
                select community_id, id, 'prova', 'test', now() from core.total_consent order by id limit 1
                """,
                "select (select count(*) from rep.open_hour) || ' ' || (select count(*) from rep.open_month)"));
    }

    [Fact]
    public async Task Of_alarms_and_workflows_nothing_is_told_that_people_wrote()
    {
        Assert.Equal(
            ["consumption critical Biblioteca", "device_silent warning ", "device_silent warning Biblioteca", "production info ",
                "spesa warning "],
            await ChangedTextsAsync(
                """
                insert into core.alarm
                  (community_id, key, kind, severity, title, detail, place, figures, since, raised_at, raised_by, seen_at)
                select id, sent.*, '[]', now(), now(), 'wf', now() from core.community cross join (values
                  ('a', 'consumption', 'critical', 'Segreto', 'di Olivo', 'punto …0301'),
                  ('b', 'production', 'info', 'Segreto', 'di Olivo', 'punto …0409'),
                  ('c', 'spesa', 'warning', 'Segreto', 'di Olivo', 'Casa della famiglia Olivo')) as sent;
                insert into core.alert (community_id, kind, device, since, event, at)
                select community_id, 'device_silent', code, now(), 'raised', now() from core.device
                where pod_id in (select id from core.pod where code in ('IT999E00000301', 'IT999E00000409'))
                """,
                "select concat_ws(' ', kind, severity, label) from rep.alarm order by 1"));
        Assert.Equal(
            ["Prova failed 0 1", "prova-2 ok 0 0", "prova-2 running 0 0"],
            await ChangedTextsAsync(
                """
                insert into wf.definition (community_id, version_id, definition_id, version, name, document, is_latest, is_published,
                  saved_at, saved_by)
                select id, 'v' || n, 'prova-' || n, 1, case n when 1 then 'Prova' end, '{}', true, true, now(), 'test'
                from core.community cross join generate_series(1, 2) as n;
                insert into wf.instance (community_id, id, definition_id, version_id, start_key, status, sub_status, state, is_runnable,
                  incidents, last_error, created_at, updated_at)
                select community.id, sent.id, sent.flow, sent.version, sent.id, sent.status, sent.sub, '{}', false, sent.n,
                  'Segreto di Olivo', now(), now()
                from core.community cross join (values ('1', 'prova-1', 'v1', 'Finished', 'Faulted', 1),
                  ('2', 'prova-2', 'v2', 'Finished', 'Finished', 0), ('3', 'prova-2', 'v2', 'Running', 'Suspended', 0))
                  as sent (id, flow, version, status, sub, n)
                """,
                "select concat_ws(' ', workflow, status, steps, incidents) from rep.workflow_run order by 1"));
    }

    [Fact]
    public async Task The_town_is_told_with_its_members_its_plants_and_its_air()
    {
        Assert.Equal(
            "magliano AC999E00421 0.2679 25",
            Assert.Single(await town.AskAsync(
                "select concat_ws(' ', code, primary_substation, co2_kg_per_kwh, members) from rep.community", row => row.GetString(0))));
        Assert.Equal(
            ["association 2", "business 7", "household 15", "municipality 1"],
            await town.AskAsync("select kind || ' ' || members from rep.member_count order by 1", row => row.GetString(0)));
        Assert.Equal(
            ["Magazzino comunale 15", "Municipio 40", "Palestra 30", "Scuola primaria 20"],
            await town.AskAsync("select name || ' ' || kwp from rep.plant order by 1", row => row.GetString(0)));
        Assert.Equal(
            ["0.3"],
            await ChangedTextsAsync(
                """
                insert into core.co2_factor (community_id, revision, from_day, kg_per_kwh, source, declared_by)
                select id, sent.*, 'prova', 'test' from core.community
                cross join (values (1, '2024-01-01'::date, 0.25), (2, '2026-01-01', 0.3), (3, '2999-01-01', 0.1)) as sent
                """,
                "select co2_kg_per_kwh::text from rep.community"));
    }

    private async Task<List<int>> ChangedAsync(string change, string sql, string[] each)
    {
        var found = new List<int>();
        foreach (var one in each)
        {
            var rows = await ChangedTextsAsync(change.Replace("{0}", one, StringComparison.Ordinal), $"select ({sql})::text");
            found.Add(int.Parse(Assert.Single(rows), null));
        }

        return found;
    }

    /// <summary>What would be seen after a change that is taken back.</summary>
    private async Task<List<string>> ChangedTextsAsync(string change, string sql)
    {
        await using var connection = await town.Database.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var act = new NpgsqlCommand(change, connection)) await act.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await row.ReadAsync()) rows.Add(row.GetString(0));
        return rows;
    }
}
