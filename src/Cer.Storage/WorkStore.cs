using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Work of the background service in PostgreSQL: a claim is a row lock, let go when its holder dies.</summary>
public sealed class WorkStore(NpgsqlDataSource db) : IWorkStore
{
    private const string AddSql = """
        insert into core.work (community_id, kind, period, not_before) values ($1, $2, $3, $4) on conflict do nothing
        """;

    private const string ClaimSql = """
        select community_id, period, attempts from core.work
        where kind = $1 and done_at is null and not_before <= $2
        order by not_before, community_id, period
        limit 1 for update skip locked
        """;

    private const string ReopenSql = """
        update core.work set done_at = null, not_before = $4, attempts = 0, last_error = null
        where community_id = $1 and kind = $2 and period = $3 and done_at is not null
        """;

    public async Task<bool> AddAsync(WorkItem item, Instant notBefore, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.RunAsync(
            AddSql, cancellation, item.Community.Value, item.Kind, item.Period, notBefore.ToUtc()) == 1;
    }

    public async Task<IWorkClaim?> ClaimAsync(string kind, Instant now, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var found = await connection.ListAsync(
                ClaimSql,
                row => (Item: new WorkItem(new(row.GetInt32(0)), kind, row.GetString(1)), Attempts: row.GetInt32(2)),
                cancellation,
                kind,
                now.ToUtc());
            if (found.Count == 0)
            {
                await connection.DisposeAsync();
                return null;
            }

            return new WorkClaim(transaction, found[0].Item, found[0].Attempts);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<bool> ReopenAsync(WorkItem item, Instant notBefore, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.RunAsync(
            ReopenSql, cancellation, item.Community.Value, item.Kind, item.Period, notBefore.ToUtc()) == 1;
    }
}
