using System.Data;
using Cer.Operations.Auditing;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Auditing;

/// <summary>The audit logs in PostgreSQL.</summary>
public sealed class ChainStore(NpgsqlDataSource db) : IChainStore
{
    private const string WalkSql = """
        select entry.seq, entry.at, entry.who, entry.what, entry.subject, entry.detail, entry.previous, entry.hash,
          copy.at, copy.who, copy.what, copy.subject, copy.detail
        from core.chain_entry as entry
        left join core.chain_copy as copy on copy.community_id = entry.community_id and copy.chain_seq = entry.seq
        where entry.community_id = $1 order by entry.seq
        """;

    private const string HeadSql = "select seq, hash from core.chain_head where community_id = $1";

    private const string StraySql = """
        select min(copy.chain_seq) from core.chain_copy as copy
        where copy.community_id = $1 and not exists (
          select from core.chain_entry as entry where entry.community_id = copy.community_id and entry.seq = copy.chain_seq)
        """;

    public async Task<ChainEnd> WalkAsync(
        CommunityId community, Action<ChainEntry, ChainCopy?> each, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using (var command = connection.Command(WalkSql, community.Value))
        {
            // Row by row: a log of years need not fit into memory.
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) each(Entry(reader), Copy(reader));
        }

        var head = await connection.ListAsync(HeadSql, Head, cancellation, community.Value);
        var stray = await connection.ScalarAsync<long?>(StraySql, cancellation, community.Value);
        return new(head.SingleOrDefault(), stray);
    }

    public async Task<ChainHead?> HeadAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ListAsync(HeadSql, Head, cancellation, community.Value)).SingleOrDefault();
    }

    private static ChainHead Head(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetFieldValue<byte[]>(1));

    private static ChainEntry Entry(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.ReadInstant(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetFieldValue<byte[]>(6),
        row.GetFieldValue<byte[]>(7));

    private static ChainCopy? Copy(NpgsqlDataReader row) => row.IsDBNull(8)
        ? null
        : new(row.ReadInstant(8), row.GetString(9), row.GetString(10), row.GetString(11), row.GetString(12));
}
