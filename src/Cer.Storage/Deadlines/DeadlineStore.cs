using System.Security.Cryptography;
using Cer.Operations.Deadlines;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using Cer.Settlement.Dates;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Deadlines;

/// <summary>Marks of deadlines and their papers in PostgreSQL.</summary>
public sealed class DeadlineStore(NpgsqlDataSource db) : IDeadlineStore
{
    private const string FirstSql = "select min(month) from core.settlement_month where community_id = $1 having count(*) > 0";

    private const string MarksSql = """
        select distinct on (mark.kind, mark.of_month) mark.id, mark.kind, mark.of_month, mark.done, mark.note,
          coalesce(person.name, mark.author), mark.at,
          array(select paper.id from core.deadline_paper as paper
            where paper.community_id = mark.community_id and paper.mark_id = mark.id order by paper.id)
        from core.deadline_mark as mark
        left join core.person as person on mark.author = 'person:' || person.id
        where mark.community_id = $1
        order by mark.kind, mark.of_month, mark.id desc
        """;

    private const string MarkSql = """
        insert into core.deadline_mark (community_id, id, kind, of_month, done, note, author, at)
        select $1, 1 + coalesce((select max(id) from core.deadline_mark where community_id = $1), 0), $2, $3, $4, $5, $6, $7
        returning id
        """;

    // Who got no answer sends it again.
    private const string SameSql =
        "select id from core.deadline_paper where community_id = $1 and mark_id = $2 and sha256 = $3";

    private const string PaperSql = """
        insert into core.deadline_paper (community_id, id, mark_id, media_type, size_bytes, sha256, content, author, at)
        select $1, 1 + coalesce((select max(id) from core.deadline_paper where community_id = $1), 0), $2, $3, $4, $5, $6, $7, $8
        where exists (select from core.deadline_mark where community_id = $1 and id = $2)
          and (select count(*) from core.deadline_paper where community_id = $1 and mark_id = $2) < $9
        returning id
        """;

    private const string ReadSql = "select media_type, content from core.deadline_paper where community_id = $1 and id = $2";

    public async Task<YearMonth?> FirstMonthAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var first = await connection.ListAsync(FirstSql, row => row.ReadMonth(0), cancellation, community.Value);
        return first.Count == 0 ? null : first[0];
    }

    public async Task<IReadOnlyList<DeadlineMark>> MarksAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            MarksSql,
            row => new DeadlineMark(
                row.GetInt32(0),
                DeadlineWords.Kind(row.GetString(1))!.Value,
                row.ReadMonth(2),
                row.GetBoolean(3),
                row.GetString(4),
                row.GetString(5),
                row.ReadInstant(6),
                row.GetFieldValue<int[]>(7)),
            cancellation,
            community.Value);
    }

    public async Task<int> MarkAsync(
        CommunityId community, DeadlineKind kind, YearMonth of, bool done, string note, string who, Instant at,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var id = await connection.ScalarAsync<int>(
            MarkSql, cancellation, community.Value, kind.Word(), of.ToColumn(), done, note.Storable(), who.Storable(), at.ToUtc());
        await transaction.CommitAsync(cancellation);
        return id;
    }

    public async Task<int?> AddPaperAsync(
        CommunityId community, int mark, DeadlinePaper paper, int most, string who, Instant at, CancellationToken cancellation)
    {
        var sha256 = SHA256.HashData(paper.Bytes.Span);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await connection.ScalarAsync<int?>(SameSql, cancellation, community.Value, mark, sha256) is { } same) return same;
        var id = await connection.ScalarAsync<int?>(
            PaperSql, cancellation, community.Value, mark, paper.Type.MediaType, paper.Bytes.Length, sha256, paper.Bytes.ToArray(),
            who.Storable(), at.ToUtc(), (long)most);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    public async Task<DeadlinePaper?> PaperAsync(CommunityId community, int id, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(
            ReadSql, row => new DeadlinePaper(PaperType.OfMedia(row.GetString(0)), row.GetFieldValue<byte[]>(1)), cancellation,
            community.Value, id);
        return found.SingleOrDefault();
    }
}
