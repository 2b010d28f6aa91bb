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
        where kind = $1 and done_at is null and not_before <= $2 and ($3::int is null or community_id = $3)
          and community_id <> all ($4)
        order by not_before, community_id, period
        limit 1 for update skip locked
        """;

    private const string OldestSql = """
        select kind, period, not_before from core.work
        where community_id = $1 and kind = any ($2) and done_at is null and not_before <= $3
        order by not_before, kind, period limit 1
        """;

    private const string ReopenSql = """
        update core.work set done_at = null, not_before = $4, attempts = 0, last_error = null
        where community_id = $1 and kind = $2 and period = $3 and done_at is not null
        """;

    private const string TouchMonthsSql = """
        insert into core.touched (community_id, day)
        select community_id, to_date(period, 'YYYY-MM') from core.work where community_id = $1 and kind = 'month'
        """;

    // Of a time that is no longer kept nothing is made again.
    // Work is put down a moment later, so that a burst of messages makes it once; a month begins when it is over.
    private const string OpenTouchedSql = """
        with taken as (
          delete from core.touched where (community_id, id) in (
            select community_id, id from core.touched
            where $2::int is null or community_id = $2 order by community_id, id limit 100000 for update skip locked)
          returning community_id, day),
        kept as (select coalesce(core.kept_from('reading'), '-infinity') as at),
        due as (
          select community_id, 'hours' as kind, to_char(day, 'YYYY-MM-DD') as period,
            $1::timestamptz + interval '5 seconds' as not_before
          from taken where (day + 1)::timestamp at time zone 'Europe/Rome' > (select at from kept)
          union
          select community_id, 'month', to_char(day, 'YYYY-MM'), greatest(
            $1::timestamptz + interval '15 seconds',
            (date_trunc('month', day::timestamp) + interval '1 month 3 hours') at time zone 'Europe/Rome')
          from taken where date_trunc('month', day::timestamp) at time zone 'Europe/Rome' >= (select at from kept)),
        opened as (
          insert into core.work (community_id, kind, period, not_before) select * from due
          on conflict (community_id, kind, period) do update
          set done_at = null, not_before = excluded.not_before, attempts = 0, last_error = null
          where work.done_at is not null
          returning 1)
        select count(*)::int from opened
        """;

    public async Task TouchMonthsAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await connection.RunAsync(TouchMonthsSql, cancellation, community.Value);
    }

    public async Task<int> OpenTouchedAsync(Instant now, CancellationToken cancellation, CommunityId? only = null)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<int>(OpenTouchedSql, cancellation, now.ToUtc(), only?.Value);
    }

    public async Task<bool> AddAsync(WorkItem item, Instant notBefore, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(
            AddSql, cancellation, item.Community.Value, item.Kind, item.Period, notBefore.ToUtc()) == 1;
    }

    public async Task<IWorkClaim?> ClaimAsync(
        string kind,
        Instant now,
        CancellationToken cancellation,
        CommunityId? only = null,
        IReadOnlyCollection<CommunityId>? except = null)
    {
        var connection = await db.SessionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var found = await connection.ListAsync(
                ClaimSql,
                row => (Item: new WorkItem(new(row.GetInt32(0)), kind, row.GetString(1)), Attempts: row.GetInt32(2)),
                cancellation,
                kind,
                now.ToUtc(),
                only?.Value,
                (except ?? []).Select(community => community.Value).ToArray());
            if (found.Count == 0)
            {
                await connection.DisposeAsync();
                return null;
            }

            return new WorkClaim(connection, transaction, found[0].Item, found[0].Attempts);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<(WorkItem Item, Instant Since)?> OldestDueAsync(
        CommunityId community, IReadOnlyCollection<string> kinds, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(
            OldestSql,
            row => (new WorkItem(community, row.GetString(0), row.GetString(1)), row.ReadInstant(2)),
            cancellation,
            community.Value,
            kinds.ToArray(),
            now.ToUtc());
        return found.Count > 0 ? found[0] : null;
    }

    public async Task<bool> ReopenAsync(WorkItem item, Instant notBefore, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(
            ReopenSql, cancellation, item.Community.Value, item.Kind, item.Period, notBefore.ToUtc()) == 1;
    }
}
