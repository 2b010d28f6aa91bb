using Cer.Operations.Homes;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>The outbox of statistics in PostgreSQL: rows come with the data, in their transaction.</summary>
public sealed class HomeOutbox(NpgsqlDataSource db) : IHomeOutbox
{
    /// <summary>For statements that add hours as <c>added</c> with their <c>day</c>: puts the first of these days down.</summary>
    internal const string PutSql = """
        put_home as (
          insert into core.home_outbox (community_id, day)
          select $1::int, min(day) from added where exists (select from core.home_sink) having count(*) > 0)
        """;

    private const string OpenSql = """
        insert into core.home_sink (target) values ($1)
        on conflict (only_one) do update
        set target = excluded.target, since = now(), written_at = null, problem = null, problem_at = null
        where home_sink.target <> excluded.target
        """;

    private const string CommunitiesSql = "select id from core.community where $1::int is null or id = $1 order by id";

    private const string RebuildSql = "insert into core.home_outbox (community_id, day) values ($1, date '2000-01-01')";

    private const string WaitingSql = "select id, day from core.home_outbox where community_id = $1 order by id";

    private const string DoneSql = "delete from core.home_outbox where community_id = $1 and id = any ($2)";

    private const string FirstSql =
        "select (min(starts_at) at time zone 'Europe/Rome')::date from core.energy_hour where community_id = $1";

    private const string SumsSql = """
        select distinct on (series) series, day, sum from core.home_sum
        where community_id = $1 and day < $2 order by series, day desc
        """;

    private const string ForgetSql = "delete from core.home_sum where community_id = $1 and day between $2 and $3";

    private const string KeepSql = """
        insert into core.home_sum (community_id, series, day, sum)
        select $1, series, day, sum from unnest($2::text[], $3::date[], $4::numeric[]) as sent (series, day, sum)
        """;

    private const string NoteSql = """
        update core.home_sink set problem = $1::text, problem_at = case when $1::text is null then null else now() end,
          written_at = case when $1::text is null then now() else written_at end
        """;

    private const string StateSql = """
        select target, (select count(*)::int from (select distinct community_id, day from core.home_outbox) as waiting),
          written_at, problem
        from core.home_sink
        """;

    public async Task<bool> OpenAsync(string target, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await connection.RunAsync(OpenSql, cancellation, target.Storable()) == 0) return false;
        await connection.RunAsync("delete from core.home_sum", cancellation);
        await RebuildAsync(null, cancellation);
        return true;
    }

    public async Task CloseAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await connection.RunAsync("delete from core.home_sink", cancellation) == 0) return;
        await connection.RunAsync("delete from core.home_outbox", cancellation);
        await connection.RunAsync("delete from core.home_sum", cancellation);
    }

    public async Task RebuildAsync(CommunityId? community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var communities = await connection.ListAsync(CommunitiesSql, row => row.GetInt32(0), cancellation, community?.Value);
        foreach (var id in communities)
        {
            // Whoever writes already may not have seen the sink: what he brings is waited for and counted in.
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.LockCommunityAsync(id, cancellation);
            await connection.RunAsync(RebuildSql, cancellation, id);
            await transaction.CommitAsync(cancellation);
        }
    }

    public async Task<(LocalDate First, IReadOnlyList<long> Rows)?> WaitingAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            WaitingSql, row => (Id: row.GetInt64(0), Day: row.ReadDay(1)), cancellation, community.Value);
        return rows.Count == 0 ? null : (rows.Min(row => row.Day), [.. rows.Select(row => row.Id)]);
    }

    public async Task DoneAsync(CommunityId community, IReadOnlyList<long> rows, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(DoneSql, cancellation, community.Value, rows.ToArray());
    }

    public async Task<LocalDate?> FirstDayAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            FirstSql, row => row.IsDBNull(0) ? (LocalDate?)null : row.ReadDay(0), cancellation, community.Value);
        return found[0];
    }

    public async Task<IReadOnlyDictionary<string, (LocalDate Day, decimal Sum)>> SumsAsync(
        CommunityId community, LocalDate before, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            SumsSql,
            row => (Series: row.GetString(0), Day: row.ReadDay(1), Sum: row.GetDecimal(2)),
            cancellation,
            community.Value,
            before.ToColumn());
        return rows.ToDictionary(row => row.Series, row => (row.Day, row.Sum), StringComparer.Ordinal);
    }

    public async Task KeepAsync(
        CommunityId community,
        LocalDate first,
        LocalDate last,
        IReadOnlyCollection<(string Series, LocalDate Day, decimal Sum)> sums,
        CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(ForgetSql, cancellation, community.Value, first.ToColumn(), last.ToColumn());
        await connection.RunAsync(
            KeepSql,
            cancellation,
            community.Value,
            sums.Select(one => one.Series).ToArray(),
            sums.Select(one => one.Day.ToColumn()).ToArray(),
            sums.Select(one => one.Sum).ToArray());
        await transaction.CommitAsync(cancellation);
    }

    public async Task NoteAsync(string? problem, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(NoteSql, cancellation, problem?.Storable());
    }

    public async Task<HomeFeedState?> StateAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            StateSql,
            row => new HomeFeedState(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.ReadInstant(2), row.ReadText(3)),
            cancellation);
        return found.Count > 0 ? found[0] : null;
    }
}
