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

    private readonly Sink _sink = new(db, "series", RebuildSql);

    public Task<bool> OpenAsync(string target, CancellationToken cancellation) => _sink.OpenAsync(target, cancellation, null, null);

    public Task CloseAsync(CancellationToken cancellation) => _sink.CloseAsync(cancellation);

    public Task<int> RebuildAsync(
        CommunityId? community, LocalDate? first, LocalDate? last, CancellationToken cancellation) =>
        _sink.RebuildAsync(community, cancellation, first?.ToColumn(), last?.ToColumn());

    public Task<ISeriesClaim?> ClaimAsync(CancellationToken cancellation) => SeriesClaim.TakeAsync(db, cancellation);

    public Task NoteAsync(string? problem, CancellationToken cancellation) => _sink.NoteAsync(problem, cancellation);

    public Task<SinkState?> StateAsync(CancellationToken cancellation) => _sink.StateAsync(cancellation);
}
