using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Reconciling;

/// <summary>Months held against GSE and the bank, tolerances and dossiers in PostgreSQL: never changed.</summary>
public sealed class ReconciliationStore(NpgsqlDataSource db) : IReconciliationStore
{
    private const string LatestSql = """
        select distinct on (month) month, revision, agreement, run_id, payment_due, content::text, made_at
        from core.reconciliation where community_id = $1 and month between $2 and $3 order by month, revision desc
        """;

    private const string KeepSql = """
        insert into core.reconciliation
          (community_id, month, revision, agreement, run_id, payment_due, content, sha256, made_by, made_at)
        select $1, $2, coalesce(last.revision, 0) + 1, $3, $4, $5, $6::jsonb, $7, $8, $9
        from (select 1) as one
        left join lateral (select revision, sha256 from core.reconciliation
          where community_id = $1 and month = $2 order by revision desc limit 1) as last on true
        where last.sha256 is distinct from $7
        """;

    private const string RuleSql = """
        select eur, kwh, days, revision from core.reconcile_rule where community_id = $1 order by revision desc limit 1
        """;

    private const string SetRuleSql = """
        insert into core.reconcile_rule (community_id, revision, eur, kwh, days, reason, set_by, set_at)
        select $1, coalesce(max(revision), 0) + 1, $2, $3, $4, $5, $6, $7 from core.reconcile_rule where community_id = $1
        returning revision
        """;

    private const string NextSql = "select coalesce(max(number), 0) + 1 from core.dossier where community_id = $1 and year = $2";

    private const string AddDossierSql = """
        insert into core.dossier (community_id, year, number, month, item, scope, language, cause, pages, html, content, sha256, data,
          made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, sha256($11), $12, $13, $14)
        on conflict (community_id, year, number) do nothing returning id
        """;

    private const string DossierSql = """
        select dossier.id, year, number, month, item, scope, cause, pages, sha256, coalesce(person.name, dossier.made_by), dossier.made_at
        from core.dossier as dossier left join core.person as person on dossier.made_by = 'person:' || person.id
        """;

    public async Task<IReadOnlyList<KeptReconciliation>> LatestAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            LatestSql,
            row => new KeptReconciliation(
                row.ReadMonth(0),
                row.GetInt32(1),
                (Agreement)ReconcileWords.Agreements.ToList().IndexOf(row.GetString(2)),
                row.GetInt64(3),
                row.IsDBNull(4) ? null : row.ReadDay(4),
                row.GetString(5),
                row.ReadInstant(6)),
            cancellation,
            community.Value,
            first.ToColumn(),
            last.ToColumn());
    }

    public async Task<bool> KeepAsync(
        CommunityId community, KeptReconciliation month, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{month.Agreement} {month.Run} {month.PaymentDue} {month.Content}"));
        var kept = await connection.RunAsync(
            KeepSql,
            cancellation,
            community.Value,
            month.Month.ToColumn(),
            month.Agreement.Word(),
            month.Run,
            month.PaymentDue?.ToColumn(),
            month.Content,
            hash,
            who.Storable(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return kept > 0;
    }

    public async Task<(Tolerances Tolerances, int Revision)> TolerancesAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var known = await connection.ListAsync(
            RuleSql,
            row => (new Tolerances(row.GetDecimal(0), row.GetDecimal(1), row.GetInt32(2)), row.GetInt32(3)),
            cancellation,
            community.Value);
        return known.Count == 0 ? (Tolerances.Default, 0) : known[0];
    }

    public async Task<int> SetTolerancesAsync(
        CommunityId community, Tolerances tolerances, string reason, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var revision = await connection.ScalarAsync<int>(
            SetRuleSql, cancellation, community.Value, tolerances.Eur, tolerances.Kwh, tolerances.Days, reason.Storable(), who.Storable(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return revision;
    }

    public async Task<int> NextDossierAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<int>(NextSql, cancellation, community.Value, year);
    }

    public async Task<long?> AddDossierAsync(CommunityId community, NewDossier dossier, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<long?>(
            AddDossierSql,
            cancellation,
            community.Value,
            dossier.Number.Year,
            dossier.Number.Number,
            dossier.Month.ToColumn(),
            dossier.Item,
            dossier.Scope.Storable(),
            dossier.Language == DocumentLanguage.Italian ? "it" : "en",
            dossier.Cause,
            dossier.Pages,
            dossier.Html.Storable(),
            dossier.Pdf.ToArray(),
            dossier.Data.ToArray(),
            dossier.Who.Storable(),
            dossier.At.ToUtc());
    }

    public async Task<IReadOnlyList<KeptDossier>> DossiersAsync(CommunityId community, int most, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            $"{DossierSql} where community_id = $1 order by year desc, number desc limit $2", Read, cancellation, community.Value, most);
    }

    public async Task<(KeptDossier Dossier, byte[] Pdf, byte[] Data)?> DossierAsync(
        CommunityId community, long id, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(
            $"{DossierSql} where community_id = $1 and dossier.id = $2", Read, cancellation, community.Value, id);
        if (found.Count == 0) return null;
        var files = await connection.ListAsync(
            "select content, data from core.dossier where community_id = $1 and id = $2",
            row => (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)),
            cancellation,
            community.Value,
            id);
        return (found[0], files[0].Item1, files[0].Item2);
    }

    private static KeptDossier Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new(row.GetInt32(1), row.GetInt32(2)),
        row.ReadMonth(3),
        row.GetString(4),
        row.GetString(5),
        row.ReadText(6),
        row.GetInt32(7),
        Convert.ToHexStringLower(row.GetFieldValue<byte[]>(8)),
        row.GetString(9),
        row.ReadInstant(10));
}
