using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Versions of the regolamento in PostgreSQL: drafts and approvals, never changed.</summary>
public sealed class RegolamentoStore(NpgsqlDataSource db) : IRegolamentoStore
{
    private const string ListSql = """
        select draft.version, draft.from_month, draft.reference, draft.content::text, draft.written_by, author.name,
          draft.written_at, approval.approved_by, approver.name, approval.approved_at, approval.ordinal
        from core.regolamento as draft
        left join core.regolamento_approval as approval
          on approval.community_id = draft.community_id and approval.version = draft.version
        left join core.person as author on draft.written_by = 'person:' || author.id
        left join core.person as approver on approval.approved_by = 'person:' || approver.id
        where draft.community_id = $1
        order by draft.version
        """;

    private const string ClosedSql = "select core.last_closed_month($1)";

    private const string AddSql = """
        insert into core.regolamento (community_id, version, from_month, reference, content, written_by, written_at)
        select $1, coalesce(max(version), 0) + 1, $2, $3, $4::jsonb, $5, $6 from core.regolamento where community_id = $1
        returning version
        """;

    private const string ApproveSql = """
        insert into core.regolamento_approval (community_id, version, ordinal, approved_by, approved_at)
        select $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4 from core.regolamento_approval where community_id = $1
        """;

    private const string TouchSql = """
        insert into core.touched (community_id, day)
        select distinct community_id, month from core.settlement_month where community_id = $1 and month >= $2
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, $3, jsonb_build_object('version', $4::int))
        """;

    public async Task<IReadOnlyList<RegolamentoVersion>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await ListAsync(connection, community, cancellation);
    }

    public async Task<YearMonth?> LastClosedAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await ClosedAsync(connection, community, cancellation);
    }

    public async Task<int> AddAsync(
        CommunityId community,
        YearMonth from,
        string reference,
        string content,
        string who,
        Instant when,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var version = await connection.ScalarAsync<int>(
            AddSql, cancellation, community.Value, from.ToColumn(), reference.Storable(), content, who, when.ToUtc());
        await connection.RunAsync(AuditSql, cancellation, community.Value, who, "regolamento draft", version);
        await transaction.CommitAsync(cancellation);
        return version;
    }

    public async Task<ApprovalOutcome> ApproveAsync(
        CommunityId community, int version, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var known = await ListAsync(connection, community, cancellation);
        if (known.FirstOrDefault(one => one.Version == version) is not { } draft) return new ApprovalOutcome.Unknown();
        var closed = await ClosedAsync(connection, community, cancellation);
        if (Refusal(draft, who, closed) is { } sentence) return new ApprovalOutcome.NotAllowed(sentence);
        await connection.RunAsync(ApproveSql, cancellation, community.Value, version, who, when.ToUtc());
        await connection.RunAsync(TouchSql, cancellation, community.Value, draft.From.ToColumn());
        await connection.RunAsync(AuditSql, cancellation, community.Value, who, "regolamento approved", version);
        await transaction.CommitAsync(cancellation);
        return new ApprovalOutcome.Approved();
    }

    private static string? Refusal(RegolamentoVersion draft, string who, YearMonth? closed)
    {
        if (draft.Approved is not null) return "Found a regolamento that is approved, expected a draft.";
        if (draft.Written.By == who) return "Found the author of the regolamento, expected another person to approve it.";
        return draft.From <= closed ? KeepRegolamento.Closed(draft.From, closed.Value) : null;
    }

    private static async Task<YearMonth?> ClosedAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) => (await connection.ListAsync(
            ClosedSql, row => row.IsDBNull(0) ? (YearMonth?)null : row.ReadMonth(0), cancellation, community.Value)).Single();

    internal static async Task<IReadOnlyList<RegolamentoVersion>> ListAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) => await connection.ListAsync(
            ListSql,
            row => new RegolamentoVersion(
                row.GetInt32(0),
                row.ReadMonth(1),
                row.GetString(2),
                row.GetString(3),
                new(row.GetString(4), row.ReadText(5), row.ReadInstant(6)),
                row.IsDBNull(7)
                    ? null
                    : new(new(row.GetString(7), row.ReadText(8), row.ReadInstant(9)), row.GetInt32(10))),
            cancellation,
            community.Value);
}
