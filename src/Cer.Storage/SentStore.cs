using System.Runtime.CompilerServices;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>What accounts pushed, in PostgreSQL.</summary>
public sealed class SentStore(NpgsqlDataSource db) : ISentStore
{
    // Few at a time: a message may have four megabytes, and who asks may have had enough.
    private const int PageRows = 32;
    private const long PageBytes = 4 * 1024 * 1024;

    private const string OwnSql = """
        select id, message_at, raw from core.ingest as i
        where community_id = $1 and account = $2 and resource_id = $3 and refusal is null and source = 'rest'
          and not exists (select from core.message_deletion as d where d.community_id = $1 and d.ingest_id = i.id)
        """;

    // The first whatever its size, and more of them up to so many bytes: their sizes are known without reading them.
    private const string PageSql = """
        select id, message_at, raw from (
          select id, message_at, raw, row_number() over newest as place, sum(octet_length(raw)) over newest as bytes
          from (
        """ + OwnSql + """
              and raw is not null and message_at >= $4 and message_at < $5
            order by message_at desc limit $6) as page
          window newest as (order by message_at desc rows unbounded preceding)) as sized
        where place = 1 or bytes <= $7
        order by message_at desc
        """;

    private const string AtSql = OwnSql + """
          and message_at = any ($4) order by id desc limit 16
        """;

    private const string DeleteSql = """
        insert into core.message_deletion (community_id, ingest_id, account, deleted_at)
        select $1, i.id, $3, $4 from core.ingest as i
        where i.community_id = $1 and i.id = $2 and i.account = $3
        on conflict do nothing
        """;

    public async IAsyncEnumerable<SentMessage> NewestFirstAsync(
        Account account, string resourceId, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Of one account and resource no two stand at the same instant: the time alone says where the next page begins.
        while (true)
        {
            await using var connection = await db.OpenConnectionAsync(cancellation);
            var page = await connection.ListAsync(
                PageSql, Read, cancellation,
                account.Community.Value, account.Username, resourceId.Storable(), from.ToUtc(), to.ToUtc(), PageRows, PageBytes);
            await connection.CloseAsync();
            if (page.Count == 0) yield break;
            foreach (var message in page) yield return message;
            to = page[^1].At;
        }
    }

    public async Task<IReadOnlyList<SentMessage>> AtAsync(
        Account account, string resourceId, IReadOnlyList<Instant> instants, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            AtSql, Read, cancellation,
            account.Community.Value, account.Username, resourceId.Storable(), instants.Select(at => at.ToUtc()).ToArray());
    }

    public async Task<bool> DeleteAsync(Account account, long ingest, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(account.Community.Value, cancellation);
        var marked = await connection.RunAsync(
            DeleteSql, cancellation, account.Community.Value, ingest, account.Username, now.ToUtc());
        await transaction.CommitAsync(cancellation);
        return marked == 1;
    }

    private static SentMessage Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.ReadInstant(1), row.IsDBNull(2) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(2));
}
