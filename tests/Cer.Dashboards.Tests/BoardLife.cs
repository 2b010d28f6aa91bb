using Cer.Database.Tests;
using Cer.Operations.Ports;

namespace Cer.Dashboards.Tests;

/// <summary>What the demo does not invent: a closed month, money, alarms, runs of workflows.</summary>
internal static class BoardLife
{
    private const string Sql = """
        insert into core.approval_rule values ($1, 1, 1, 'prova', 'test', now());
        insert into core.month_state (community_id, month, revision, state, run_id, changed_by, readings_at)
        select community_id, month, revision + 1, 'closed', run_id, 'test', now() from core.standing_month
        where community_id = $1 and month = (select min(month) from core.standing_month where community_id = $1);
        insert into core.money_entry (community_id, standing, month, kind, cents, on_day, source, entered_by, entered_at)
        select standing.community_id, word.standing, standing.month, 'advance', word.cents, current_date, 'prova', 'test', now()
        from core.standing_month as standing cross join (values ('advised', 12345), ('received', 12000)) as word (standing, cents)
        where standing.community_id = $1 and standing.state = 'closed';
        insert into core.payable
        select community_id, month, 1, run_id, sha256('prova'), 1, now() from core.standing_month
        where community_id = $1 and state = 'closed';
        insert into core.payable_line
          (community_id, month, revision, ordinal, member_id, gross_cents, withheld_cents, vat_cents, net_cents)
        select own.community_id, own.month, 1, row_number() over (order by own.member_id), own.member_id,
          dealt.cents, 0, 0, dealt.cents
        from core.payable as payable
        join core.member_month as own using (community_id, month, run_id)
        cross join lateral (select own.tip_cents + own.cac_cents + own.surplus_cents as cents) as dealt where payable.community_id = $1;
        insert into core.payable_approval
        select community_id, month, revision, (select min(id) from core.person), now() from core.payable where community_id = $1;
        insert into core.reconciliation
          (community_id, month, revision, agreement, run_id, payment_due, content, sha256, made_by, made_at)
        select community_id, month, 1, 'differs', run_id, current_date - 20, '{"discrepancies": [
          {"key": "price_zone", "cause": {"kind": "price_zone"}, "item": null, "eur": -12.5, "rows": 2},
          {"key": "missing_pod.p3", "cause": {"kind": "missing_pod", "point": 3, "label": "0003"}, "item": null, "eur": 4.25, "rows": 3},
          {"key": "unexplained.tip", "cause": null, "item": "tip", "eur": 7.0, "rows": 1}]}', sha256('prova'), 'test',
          now() - interval '40 days'
        from core.standing_month where community_id = $1 and state = 'closed';
        insert into core.dossier (community_id, year, number, month, item, scope, language, cause, pages, html, content, sha256, data,
          made_by, made_at)
        select community_id, 2026, 1, month, 'tip', 'unexplained.tip', 'it', null, 1, '', 'pdf', sha256('pdf'), 'csv', 'test', now()
        from core.standing_month where community_id = $1 and state = 'closed';
        insert into core.alarm (community_id, key, kind, severity, title, detail, place, figures, since, raised_at, raised_by, seen_at)
        select $1, 'prova/' || kind, kind, severity, 'Prova', '', place, '[]', now() - wait, now() - wait, 'test', now()
        from (values ('production_low', 'warning', 'Scuola primaria', interval '30 hours'),
          ('data_missing', 'critical', 'casa di qualcuno', interval '5 hours')) as one (kind, severity, place, wait);
        insert into core.alarm_event (community_id, key, alarm_id, event, at, who)
        select community_id, key, id, 'acknowledged', now() - interval '1 hour', 'test' from core.alarm
        where community_id = $1 and kind = 'data_missing';
        insert into wf.definition
          (community_id, version_id, definition_id, version, name, document, is_latest, is_published, saved_at, saved_by)
        values ($1, 'prova-1', 'prova', 1, 'Prova oraria', '{}', true, true, now(), 'test'),
          ($1, 'muto-1', 'muto', 1, 'Prova muta', '{}', true, true, now(), 'test');
        insert into wf.instance (community_id, id, definition_id, version_id, start_key, status, sub_status, state, is_runnable,
          incidents, created_at, updated_at, finished_at)
        select $1, flow || hour, flow, flow || '-1', flow || hour, 'Finished', case when hour = 31 then 'Faulted' else 'Finished' end,
          '{}', false, case when hour = 31 then 1 else 0 end, started, started, started + interval '12 seconds'
        from (values ('prova', 0), ('muto', 30)) as one (flow, least)
        cross join generate_series(1, 40) as hour cross join lateral (select now() - hour * interval '1 hour' as started) as at
        where hour > least
        """;

    public static async Task AddAsync(TestDatabase database, CommunityId community)
    {
        await using var connection = await database.Admin.OpenConnectionAsync();
        foreach (var act in Sql.Split(";\n"))
        {
            await using var command = new Npgsql.NpgsqlCommand(act, connection);
            command.Parameters.Add(new() { Value = community.Value });
            await command.ExecuteNonQueryAsync();
        }
    }
}
