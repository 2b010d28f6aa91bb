namespace Cer.Host.Tests.Wall;

/// <summary>One of everything that the database may hold of the marked member, each with a word of its own.</summary>
internal static class WallSeed
{
    public static readonly string[] Words =
    [
        "ZQ-DOC-HTML", "ZQ-DOC-PDF", "ZQ-DOC-ORE", "ZQ-RAPPORTO", "ZQ-LETTERA", "ZQ-TESTO", "ZQ-OGGETTO", "ZQ-ALLEGATO",
        "ZQ-CONSENSO", "ZQ-REVOCA", "ZQ-TOTALE", "ZQ-RIPRESO", "ZQ-FISCO", "ZQ-RETTIFICA", "ZQ-ORE-ACCETTATE", "ZQ-SERIE", "ZQ-ALLARME",
            "ZQ-QUARANTENA",
        "ZQ-MESSAGGIO", "ZQ-SCAMBIO", "ZQ-CURVA.csv", "ZQ-ACCOUNT", "ZQ-RICHIESTA", "ZQ-PASSKEY", "ZQ-TOKEN", "ZQ-NICK",
        "ZQ-CARTA", "ZQ-CASSETTO", "ZQ-DOSSIER", "ZQ-INVIO", "ZQ-INTESTATARIO", "ZQ-INDIRIZZO",
        "IT56B9999999999000000000001",
    ];

    /// <summary>His figures as no page writes them, but a log or a table of the store might.</summary>
    public static readonly string[] OtherWritings = ["4.321,77", "432177", "864297", "7123457", "9876543"];

    /// <summary>Of what the database keeps of him, what no address tells anybody but the device's own account.</summary>
    public static readonly string[] ToldToNobody = ["ZQ-ACCOUNT", "ZQ-MESSAGGIO"];

    /// <summary>Where the staff is told figures of his and nobody notes it: nowhere.</summary>
    public static readonly string[] FiguresWithoutALook = [];

    public static string Sql(int community, int bruno, int anna, int person) => $$"""
        create temporary table mark as select {{community}} as c, {{bruno}} as b, {{anna}} as a, {{person}} as p,
          (select id from core.pod where community_id = {{community}} and code = '{{WalledTown.HomePod}}') as pod,
          (select max(run_id) from core.settlement_month where community_id = {{community}}) as run;

        insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
          input_sha256, program, asked_by, made_at)
        select c, 1, '2026-04-01', '2026-04-01', 'partial', '{prova}', sha256('x'), 'test', 'test', now() from mark;
        create temporary table april as select max(id) as run from core.settlement_run where community_id = {{community}};
        insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh)
        select c, '2026-04-01', april.run, 'partial', '{gap}', 900000000, 1500000000, 800000000 from mark, april;
        insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh,
          shared_ukwh, tip_cents, cac_cents, surplus_cents)
        select c, date '2026-04-01', april.run, b, 731987653, 219456787, 219456783, 432177, 864297, 0 from mark, april union all
        select c, date '2026-04-01', april.run, a, 75000000, 0, 25000000, 123, 45, 0 from mark, april;

        insert into core.document (community_id, year, number, kind, month, member_id, run_id, language, pages, html, content,
          sha256, hours, made_by, made_at)
        select c, 2026, 1, 'statement', '2026-05-01', a, run, 'it', 1, 'di Anna', '%PDF di Anna', sha256('%PDF di Anna'),
          'ore', 'test', now() from mark;
        insert into core.document (community_id, year, number, kind, month, member_id, run_id, language, pages, html, content,
          sha256, hours, made_by, made_at)
        select c, 2026, 2, 'statement', '2026-05-01', b, run, 'it', 1, 'ZQ-DOC-HTML', '%PDF ZQ-DOC-PDF',
          sha256('%PDF ZQ-DOC-PDF'), 'ZQ-DOC-ORE', 'test', now() from mark;
        insert into core.document (community_id, year, number, kind, month, run_id, language, pages, html, content,
          sha256, hours, made_by, made_at)
        select c, 2026, 3, 'month_report', '2026-05-01', run, 'it', 1, 'ZQ-RAPPORTO', '%PDF ZQ-RAPPORTO',
          sha256('%PDF ZQ-RAPPORTO'), 'ZQ-RAPPORTO', 'test', now() from mark;

        insert into core.letter (community_id, key, message_id, recipient, subject, html, plain, put_at)
        select c, 'document:' || (select id from core.document where community_id = c and member_id = b) || ':zq', 'zq-message-id',
          '{{WalledTown.Email}}', 'ZQ-OGGETTO', '<p>ZQ-LETTERA</p>', 'ZQ-TESTO', now() from mark;
        insert into core.letter_choice (community_id, person_id, kind, revision, wants, how, at)
        select c, p, 'statement', 1, false, 'link', now() from mark;
        insert into core.address_mark (community_id, address, event, code, problem, letter_id, at)
        select c, '{{WalledTown.Email}}', 'undeliverable', '5.1.1', 'ZQ-INDIRIZZO',
          (select max(id) from core.letter where community_id = c), now() from mark;
        insert into core.letter_attachment (community_id, letter_id, ordinal, name, media_type, content)
        select c, (select max(id) from core.letter where community_id = c), 1, 'ZQ-ALLEGATO.pdf', 'application/pdf', 'ZQ-ALLEGATO'
        from mark;

        insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
        select c, 1, b, 'quarter_hours', '2026-01-01', '2030-01-01', 'ZQ-CONSENSO', 'test', now() from mark;
        insert into core.consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
        select c, 1, 'ZQ-REVOCA', 'test', now() from mark;
        insert into core.total_consent (community_id, id, member_id, purpose, from_day, evidence, author, recorded_at)
        select c, 1, b, 'published_totals', '2026-01-01', 'ZQ-TOTALE', 'test', now() from mark;
        insert into core.total_consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
        select c, 1, 'ZQ-RIPRESO', 'test', now() from mark;
        insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, dated, kept_at, author, recorded_at)
        select c, 1, b, 'Delegata di carta', '2026-01-01', '2026-01-31', 'form', '2026-01-01', 'ZQ-CASSETTO', 'test', now() from mark;
        insert into core.desk_paper (community_id, id, member_id, delegation_id, media_type, size_bytes, sha256, content, author, at)
        select c, 1, b, 1, 'application/pdf', 13, sha256('%PDF-ZQ-CARTA'), '%PDF-ZQ-CARTA', 'test', now() from mark;
        insert into core.gse_request (community_id, subject, code, revision, member_id, facts, author)
        select c, 'member', (select code from core.member where community_id = c and id = b), 1, b, '{"company_name": "ZQ-DOSSIER"}', 'test'
        from mark;
        insert into core.tax_profile (community_id, member_id, revision, from_day, reason, chosen_by, chosen_at)
        select c, b, 1, '2026-01-01', 'ZQ-FISCO', 'test', now() from mark;
        insert into core.payable (community_id, month, revision, run_id, sha256, approvers, made_at)
        select c, '2026-04-01', 1, april.run, sha256('x'), 1, now() from mark, april;
        insert into core.payable_line (community_id, month, revision, ordinal, member_id, gross_cents, withheld_cents, vat_cents,
          net_cents)
        select c, date '2026-04-01', 1, 1, b, 432177, 0, 0, 432177 from mark union all
        select c, date '2026-04-01', 1, 2, a, 168, 0, 0, 168 from mark;

        insert into core.member_bank (community_id, member_id, revision, iban, holder, reason, told_by, told_at)
        select c, b, 1, 'IT56B9999999999000000000001', 'ZQ-INTESTATARIO', 'prova', 'test', now() from mark;
        insert into core.payable_approval (community_id, month, revision, person_id, approved_at)
        select c, '2026-04-01', 1, p, now() from mark;
        insert into core.payout (community_id, id, on_day, approvers, form, sha256, iban, holder, made_by, made_at)
        select c, 1, '2026-06-01', 1, 'sepa', sha256('x'), 'IT33C9999999999000000000002', 'CER', 'test', now() from mark;
        insert into core.payout_payment (community_id, payout_id, ordinal, end_to_end, member_id, bank_revision, iban, holder, cents,
          retained_cents)
        select c, 1, 1, 'CERPROVA1', b, 1, 'IT56B9999999999000000000001', 'ZQ-INTESTATARIO', 432177, 0 from mark;

        insert into core.mend (community_id, kind, pod_id, flow, doubt, from_at, to_at, author, reason, at)
        select c, 'accepted', pod, 'withdrawn', 'missing', '2026-05-20 00:00Z', '2026-05-20 01:00Z', 'test', 'ZQ-RETTIFICA', now()
        from mark;
        insert into core.hour_acceptance (community_id, month, pod_id, unit_id, from_at, to_at, kind, author, reason, at)
        select c, '2026-05-01', pod, 0, '2026-05-25 00:00Z', '2026-05-25 01:00Z', 'excluded', 'test', 'ZQ-ORE-ACCETTATE', now()
        from mark;
        insert into core.meter_swap (community_id, id, pod_id, meter, at, reason, author, recorded_at)
        select c, 1, pod, 1, '2026-05-19 00:00Z', 'ZQ-SCAMBIO', 'test', now() from mark;
        insert into core.meter_serial (community_id, id, device, pod_id, meter, serial, since, former, heard_at, ingest_id)
        select c, 1, '{{WalledTown.Device}}', pod, 1, 'ZQ-SERIE', '2026-05-01 00:00Z', 'ZQ-SERIE-0', now(), 1 from mark;

        insert into core.account (username, community_id, salt, hash, rounds, solution)
        select 'ZQ-ACCOUNT', c, sha256('s'), sha256('h'), 100000, 'ChainTwoCloud-7' from mark;
        insert into core.ingest (community_id, source, account, device, resource_id, message_at, received_at, sha256, lines_stored,
          lines_refused, lines_quarantined, raw_length, raw, warnings)
        select c, 'rest', 'ZQ-ACCOUNT', '{{WalledTown.Device}}', '{{WalledTown.Resource}}', '2026-05-20 12:00Z', now(), sha256('q'),
          0, 0, 1, 12, '{"a":"ZQ-MESSAGGIO"}', '{avviso}' from mark;
        insert into core.quarantine (community_id, ingest_id, line, reason, pod, received_at)
        select c, (select max(id) from core.ingest where community_id = c), 1, 'ZQ-QUARANTENA', '{{WalledTown.HomePod}}', now() from mark;
        insert into core.curve_import (community_id, ingest_id, file_name, sha256, direction, confirmed, points, from_day, to_day,
          added, unchanged, changed, imported_by, imported_at)
        select c, (select max(id) from core.ingest where community_id = c), 'ZQ-CURVA.csv', sha256('c'), 'withdrawn', false,
          array[pod], '2026-05-20', '2026-05-20', 1, 0, 0, 'test', now() from mark;
        insert into core.alarm (community_id, key, kind, severity, title, detail, place, figures, since, raised_at, raised_by, seen_at)
        select c, 'zq', 'silence', 'warning', 'ZQ-ALLARME', 'ZQ-ALLARME', 'casa', '[]', now(), now(), 'test', now() from mark;

        insert into core.invite (token_sha256, person_id, made_by, expires_at)
        select sha256('zq-invite'), p, 'test', now() + interval '1 day' from mark;
        insert into core.person_session (token_sha256, person_id, idle_until, expires_at)
        select sha256('zq-session'), p, now() + interval '1 day', now() + interval '1 day' from mark;
        insert into core.passkey (credential_id, person_id, public_key, sign_count, transports, backup_eligible, backed_up, name)
        select 'zq-key', p, 'k', 0, '{}', false, false, 'ZQ-PASSKEY' from mark;
        insert into core.api_token (token_sha256, person_id, community_id, name, scopes, made_by, expires_at)
        select sha256('zq-token'), p, c, 'ZQ-TOKEN', '{members:read}', 'test', now() + interval '1 day' from mark;
        insert into core.member_request (community_id, member_id, person_id, kind, text)
        select c, b, p, 'leave', 'ZQ-RICHIESTA' from mark;
        insert into core.nickname (community_id, member_id, revision, nickname, chosen_by)
        select c, b, 1, 'ZQ-NICK', 'test' from mark;
        insert into core.home_user (id, name, person_id, linked_at, linked_by)
        select '{{WalledTown.HomeUser}}', 'Zorzanelli', p, now(), 'test' from mark;
        insert into core.submission (community_id, id, month, kind, revision, checklist, author, at, chain_seq)
        select c, 1, '2026-05-01', 'gse-month', 1, '{prova}', 'test', now(),
          core.add_to_chain(c, now(), 'test', 'submission.prepared', 'prova', 'prova') from mark;
        insert into core.submission_file (community_id, submission_id, ordinal, name, media_type, size_bytes, sha256, content)
        select c, 1, 1, 'invio.csv', 'text/csv', 8, sha256('ZQ-INVIO'), 'ZQ-INVIO' from mark;
        drop table mark, april;
        """;
}
