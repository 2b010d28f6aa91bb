using Cer.Operations.Documents;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Documents;

/// <summary>Orders of documents in PostgreSQL: a claim is a row lock, let go when its holder dies.</summary>
public sealed class DocumentJobs(NpgsqlDataSource db) : IDocumentJobs
{
    private const string Columns =
        "community_id, id, month, kinds, language, asked_by, state, run_id, total, done, faults, problem";

    private const string AddSql = $"""
        insert into core.job (community_id, month, kinds, language, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)
        returning {Columns}
        """;

    private const string FindSql = $"select {Columns} from core.job where community_id = $1 and id = $2";

    // Waits for a step that is being made, which is a second or two.
    private const string CancelSql = """
        update core.job set state = 'cancelled', ended_at = $3
        where community_id = $1 and id = $2 and ended_at is null
        """;

    private const string ClaimSql = $"""
        select {Columns} from core.job
        where ended_at is null and ($1::int is null or (community_id = $1 and id = $2))
        order by asked_at, community_id, id
        limit 1 for update skip locked
        """;

    public async Task<DocumentJob> AddAsync(
        CommunityId community, DocumentOrder order, string who, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            AddSql,
            Read,
            cancellation,
            community.Value,
            order.Month.ToColumn(),
            order.Kinds.Distinct().Select(DocumentWords.Of).ToArray(),
            DocumentWords.Of(order.Language),
            who.Storable(),
            now.ToUtc());
        return rows[0];
    }

    public async Task<DocumentJob?> FindAsync(CommunityId community, long id, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ListAsync(FindSql, Read, cancellation, community.Value, id)).FirstOrDefault();
    }

    public async Task<bool> CancelAsync(
        CommunityId community, long id, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(CancelSql, cancellation, community.Value, id, now.ToUtc()) == 1;
    }

    public async Task<IDocumentClaim?> ClaimAsync(
        (CommunityId Community, long Id)? job, CancellationToken cancellation)
    {
        var connection = await db.SessionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var found = await connection.ListAsync(
                ClaimSql, Read, cancellation, job?.Community.Value, job?.Id ?? 0L);
            if (found.Count > 0) return new DocumentClaim(connection, transaction, found[0]);
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static DocumentJob Read(NpgsqlDataReader row) => new(
        new(row.GetInt32(0)),
        row.GetInt64(1),
        new(row.ReadMonth(2), [.. row.GetFieldValue<string[]>(3).Select(DocumentColumns.Kind)], DocumentColumns.Language(row.GetString(4))),
        row.GetString(5),
        DocumentColumns.State(row.GetString(6)),
        row.ReadValue<long>(7),
        row.ReadValue<int>(8),
        row.GetInt32(9),
        row.GetFieldValue<int[]>(10),
        row.ReadText(11));
}
