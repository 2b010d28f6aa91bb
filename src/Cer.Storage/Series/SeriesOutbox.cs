using Cer.Operations.Ports;
using Cer.Operations.Series;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Series;

/// <summary>The outbox of series in PostgreSQL: rows come with the data, in their transaction.</summary>
public sealed class SeriesOutbox(NpgsqlDataSource db) : ISeriesOutbox
{
    /// <summary>For statements that add readings or hours as <c>added</c> with their <c>day</c>: puts these days down.</summary>
    internal const string PutSql = """
        put as (
          insert into core.series_outbox (community_id, day)
          select distinct $1::int, day from added where exists (select from core.series_sink))
        """;

    private const string OpenSql = """
        insert into core.series_sink (target) values ($1)
        on conflict (only_one) do update
        set target = excluded.target, since = now(), written_at = null, problem = null, problem_at = null
        where series_sink.target <> excluded.target
        """;

    private const string CommunitiesSql = "select id from core.community where $1::int is null or id = $1 order by id";

    private const string RebuildSql = """
        with span as (
          select min(starts_at) as first, max(starts_at) as last from (
            select min(starts_at) as starts_at from core.reading where community_id = $1
            union all select max(starts_at) from core.reading where community_id = $1
            union all select min(starts_at) from core.energy_hour where community_id = $1
            union all select max(starts_at) from core.energy_hour where community_id = $1) as ends)
        insert into core.series_outbox (community_id, day)
        select $1, day::date
        from span cross join generate_series(
          greatest((first at time zone 'Europe/Rome')::date, coalesce($2, '-infinity'::date)),
          least((last at time zone 'Europe/Rome')::date, coalesce($3, 'infinity'::date)), interval '1 day') as day
        where first is not null
        order by day
        """;

    private const string NoteSql = """
        update core.series_sink set problem = $1::text, problem_at = case when $1::text is null then null else now() end,
          written_at = case when $1::text is null then now() else written_at end
        """;

    private const string StateSql = """
        select target, (select count(*)::int from (select distinct community_id, day from core.series_outbox) as waiting),
          written_at, problem
        from core.series_sink
        """;

    public async Task<bool> OpenAsync(string target, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await connection.RunAsync(OpenSql, cancellation, target.Storable()) == 0) return false;
        await RebuildAsync(null, null, null, cancellation);
        return true;
    }

    public async Task CloseAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await connection.RunAsync("delete from core.series_sink", cancellation) > 0)
            await connection.RunAsync("delete from core.series_outbox", cancellation);
    }

    public async Task<int> RebuildAsync(
        CommunityId? community, LocalDate? first, LocalDate? last, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var communities = await connection.ListAsync(CommunitiesSql, row => row.GetInt32(0), cancellation, community?.Value);
        var days = 0;
        foreach (var id in communities)
        {
            // Whoever writes already may not have seen the sink: what he brings is waited for and counted in.
            await using (var transaction = await connection.BeginTransactionAsync(cancellation))
            {
                await connection.LockCommunityAsync(id, cancellation);
                await transaction.CommitAsync(cancellation);
            }

            days += await connection.RunAsync(RebuildSql, cancellation, id, first?.ToColumn(), last?.ToColumn());
        }

        return days;
    }

    public Task<ISeriesClaim?> ClaimAsync(CancellationToken cancellation) => SeriesClaim.TakeAsync(db, cancellation);

    public async Task NoteAsync(string? problem, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(NoteSql, cancellation, problem?.Storable());
    }

    public async Task<SeriesState?> StateAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            StateSql,
            row => new SeriesState(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.ReadInstant(2), row.ReadText(3)),
            cancellation);
        return found.Count > 0 ? found[0] : null;
    }
}
