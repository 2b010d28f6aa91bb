using Cer.Workflows.Hosting;
using Cer.Workflows.Values;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Instances of workflows in PostgreSQL. Leases go by the clock of the database, and by a number that only grows.</summary>
public sealed class InstanceStore(NpgsqlDataSource joined, NpgsqlDataSource db) : IInstanceStore
{
    private const string Taken = """
        update wf.instance as i
        set lease_owner = $1, lease_token = i.lease_token + 1, lease_until = clock_timestamp() + $2, taken = i.taken + 1
        from due where i.community_id = due.community_id and i.id = due.id
        returning i.community_id, i.id, i.version_id, i.rev, i.lease_token, i.state, i.journal_rows, i.tells, i.taken,
          exists (
            select from wf.inbox as m where m.community_id = i.community_id and m.instance_id = i.id
              and m.done_at is null and m.dead_at is null)
        """;

    // What failed waits for a person: only a cancellation or a retry wakes it.
    private const string WithMail = """
        mail as (
          select i.community_id, i.id from wf.inbox as w
          join wf.instance as i on i.community_id = w.community_id and i.id = w.instance_id
          where w.done_at is null and w.dead_at is null and not w.is_held and w.not_before <= $3
            and w.instance_id is not null and (i.lease_until is null or i.lease_until <= statement_timestamp())
            and (i.sub_status <> 'Faulted' or w.kind in ('cancel', 'retry'))
          order by w.not_before, w.id limit 1 for update of i skip locked)
        """;

    // Those that their owner has left, then those that nobody has: each by the index, however many there are.
    private const string Runnable = """
        left_behind as (
          select community_id, id from wf.instance
          where is_runnable and lease_until <= statement_timestamp()
          order by lease_until limit 1 for update skip locked),
        free as (
          select community_id, id from wf.instance
          where is_runnable and lease_until is null limit 1 for update skip locked)
        """;

    // By turns, so that neither what begins, nor what goes on, nor what was left behind waits for the others.
    private static readonly string[] Turns =
    [
        $"""
        with {WithMail}, {Runnable}, due as (
          select * from mail union all select * from left_behind union all select * from free limit 1)
        {Taken}
        """,
        $"""
        with {WithMail}, {Runnable}, due as (
          select * from free union all select * from mail union all select * from left_behind limit 1)
        {Taken}
        """,
        $"""
        with {WithMail}, {Runnable}, due as (
          select * from left_behind union all select * from free union all select * from mail limit 1)
        {Taken}
        """,
    ];

    private const string NextSql = """
        select w.id, w.kind, w.key, w.payload, w.attempts from wf.inbox as w
        join wf.instance as i on i.community_id = w.community_id and i.id = w.instance_id
        where w.community_id = $1 and w.instance_id = $2 and w.done_at is null and w.dead_at is null and w.not_before <= $3
          and i.lease_token = $4 and (i.sub_status <> 'Faulted' or w.kind in ('cancel', 'retry'))
        order by w.kind <> 'cancel', w.not_before, w.id limit 1
        """;

    private const string ExtendSql = """
        update wf.instance as i set lease_until = clock_timestamp() + $4
        where community_id = $1 and id = $2 and lease_token = $3
        returning exists (
          select from wf.inbox as w where w.community_id = i.community_id and w.instance_id = i.id
            and w.kind = 'cancel' and w.done_at is null and w.dead_at is null)
        """;

    private const string ReleaseSql = """
        update wf.instance set lease_owner = null, last_error = $4,
          lease_until = case when $4::text is null then null else clock_timestamp() + $5 end,
          taken = case when $4::text is null then 0 else taken end
        where community_id = $1 and id = $2 and lease_token = $3
        """;

    private const string GiveUpSql = """
        with given as (
          update wf.instance set is_runnable = false, taken = 0, lease_owner = null, lease_until = null, last_error = $4
          where community_id = $1 and id = $2 and lease_token = $3
          returning community_id, id)
        update wf.inbox as w set dead_at = now(), last_error = $4 from given
        where w.community_id = given.community_id and w.instance_id = given.id
          and w.done_at is null and w.dead_at is null and w.not_before <= now()
        """;

    private const string PutOffSql = """
        update wf.inbox set attempts = attempts + 1, last_error = $3,
          not_before = coalesce($4, not_before), dead_at = case when $4::timestamptz is null then now() end
        where community_id = $1 and id = $2
        """;

    private int _turn;

    public async ValueTask<InstanceLease?> LeaseAsync(
        string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var turn = (int)((uint)Interlocked.Increment(ref _turn) % (uint)Turns.Length);
        var found = await connection.ListAsync(Turns[turn], Read, cancellation, owner, term, now.UtcDateTime);
        return found.Count > 0 ? found[0] : null;
    }

    public async ValueTask<LargeValues> ValuesAsync(InstanceLease lease, CancellationToken cancellation)
    {
        // Few have any: for the others there is nothing to ask.
        if (!LargeValues.MayBeIn(lease.State)) return new([]);
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return new(await ListValuesAsync(connection, lease.Key, cancellation));
    }

    internal static Task<List<KeyValuePair<string, string>>> ListValuesAsync(
        NpgsqlConnection connection, InstanceKey key, CancellationToken cancellation) => connection.ListAsync(
        "select hash, content from wf.value where community_id = $1 and instance_id = $2",
        row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
        cancellation,
        key.Tenant,
        key.Id);

    public async ValueTask<InboxRow?> NextAsync(InstanceLease lease, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            NextSql,
            row => new InboxRow(
                row.GetInt64(0),
                new(lease.Key.Tenant, FlowWords.Kind(row.GetString(1)), row.GetString(2), lease.Key.Id,
                    FlowWords.Payload(row.GetString(3))),
                row.GetInt32(4)),
            cancellation,
            lease.Key.Tenant,
            lease.Key.Id,
            now.UtcDateTime,
            lease.Token);
        return found.Count > 0 ? found[0] : null;
    }

    public async ValueTask<(bool Held, bool CancelAsked)> ExtendAsync(
        InstanceLease lease, TimeSpan term, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var asked = await connection.ListAsync(
            ExtendSql, row => row.GetBoolean(0), cancellation, lease.Key.Tenant, lease.Key.Id, lease.Token, term);
        return (asked.Count > 0, asked.Count > 0 && asked[0]);
    }

    public async ValueTask<IInstanceCommit> BeginAsync(InstanceLease lease, CancellationToken cancellation) =>
        new InstanceCommit(await joined.OpenConnectionAsync(cancellation), lease);

    public async ValueTask<InstanceLease> CommitAsync(
        InstanceLease lease, InstanceChange change, CancellationToken cancellation)
    {
        await using var commit = new InstanceCommit(await db.OpenConnectionAsync(cancellation), lease);
        return await commit.CommitAsync(change, cancellation);
    }

    public async ValueTask ReleaseAsync(InstanceLease lease, CancellationToken cancellation, string? reason, TimeSpan pause)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(
            ReleaseSql, cancellation, lease.Key.Tenant, lease.Key.Id, lease.Token, reason?.Storable(), pause);
    }

    public async ValueTask GiveUpAsync(InstanceLease lease, string reason, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(GiveUpSql, cancellation, lease.Key.Tenant, lease.Key.Id, lease.Token, reason.Storable());
    }

    public async ValueTask PutOffAsync(InboxRow row, string reason, DateTimeOffset? again, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(
            PutOffSql, cancellation, row.Message.Tenant, row.Id, reason.Storable(), (object?)again?.UtcDateTime);
    }

    private static InstanceLease Read(NpgsqlDataReader row) => new(
        new(row.GetInt32(0), row.GetString(1)),
        row.GetString(2),
        row.GetInt64(3),
        row.GetInt64(4),
        row.GetString(5),
        row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.GetInt32(8),
        row.GetBoolean(9));
}
