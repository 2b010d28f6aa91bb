using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Board;

/// <summary>Requests for data, in PostgreSQL: whether one is answered is counted from the readings.</summary>
public sealed class BackfillStore(NpgsqlDataSource db) : IBackfillStore
{
    private const string Amount = """
        case $6 when 'withdrawn' then r.withdrawn_ukwh when 'injected' then r.injected_ukwh else r.produced_ukwh end
        """;

    private static readonly string AddSql = $"""
        with there as (
          select count(distinct r.starts_at + make_interval(mins => part)) as quarters
          from core.reading as r, generate_series(0, r.minutes - 15, 15) as part
          where r.community_id = $1 and r.pod_id = $2 and ($6 = 'withdrawn' or r.unit_id = $3)
            and r.starts_at >= $4::timestamptz - interval '45 minutes' and r.starts_at < $5
            and r.starts_at + make_interval(mins => part) >= $4 and r.starts_at + make_interval(mins => part) < $5
            and {Amount} is not null
            and {EffectiveReadings.IsTheWord("r", "later.community_id = $1")}
        ), whole as (
          select (extract(epoch from $5::timestamptz - $4::timestamptz) / 900)::int as quarters)
        insert into core.backfill_request (community_id, pod_id, unit_id, flow, device, from_at, to_at, wanted, asked_by, asked_at)
        select $1, $2, $3, $6, $7, $4, $5,
          case when whole.quarters > there.quarters then whole.quarters - there.quarters else whole.quarters end, $8, $9
        from there, whole
        returning id
        """;

    // What a person entered is no answer.
    private const string ListSql = """
        select request.id, request.pod_id, request.unit_id, request.flow, request.device, request.from_at, request.to_at,
          request.wanted, request.asked_by, request.asked_at, arrived.quarters
        from (
          select * from core.backfill_request where community_id = $1 order by id desc limit $2) as request
        cross join lateral (
          select count(distinct r.starts_at + make_interval(mins => part))::int as quarters
          from core.reading as r, generate_series(0, r.minutes - 15, 15) as part
          where r.community_id = $1 and r.pod_id = request.pod_id
            and (request.flow = 'withdrawn' or r.unit_id = request.unit_id)
            and r.starts_at >= request.from_at - interval '45 minutes' and r.starts_at < request.to_at
            and r.starts_at + make_interval(mins => part) >= request.from_at
            and r.starts_at + make_interval(mins => part) < request.to_at
            and r.received_at >= request.asked_at and r.source not in ('person', 'correction')
            and case request.flow when 'withdrawn' then r.withdrawn_ukwh when 'injected' then r.injected_ukwh
              else r.produced_ukwh end is not null) as arrived
        order by request.id desc
        """;

    public async Task<IReadOnlyList<BackfillRequest>> ListAsync(
        CommunityId community, Instant now, int most, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new BackfillRequest(
                row.GetInt64(0),
                new(row.GetInt32(1), row.GetInt32(2), BoardWords.Flow(row.GetString(3))!.Value),
                row.ReadText(4),
                row.ReadInstant(5),
                row.ReadInstant(6),
                row.GetInt32(7),
                row.GetInt32(10),
                row.GetString(8),
                row.ReadInstant(9),
                BackfillRequest.StateOf(row.GetInt32(7), row.GetInt32(10), row.ReadInstant(9), now)),
            cancellation,
            community.Value,
            most);
    }

    public async Task<long> AddAsync(
        CommunityId community,
        SeriesKey series,
        string? device,
        Instant from,
        Instant to,
        string who,
        Instant now,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<long>(
            AddSql,
            cancellation,
            community.Value,
            series.Point,
            series.Unit,
            from.ToUtc(),
            to.ToUtc(),
            BoardWords.Of(series.Flow),
            device,
            who.Storable(),
            now.ToUtc());
    }
}
