using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Viewing;

/// <summary>How complete the data are, and what waits, read for pages.</summary>
public sealed class DataView(NpgsqlDataSource db) : IDataView
{
    private const string Undecided = """
        not exists (
          select from core.quarantine_decision as decided
          where (decided.community_id, decided.ingest_id, decided.line) = (line.community_id, line.ingest_id, line.line))
        """;

    private const string CountSql = $"""
        select
          (select count(*) filter (where event = 'raised') - count(*) filter (where event = 'resolved')
           from core.alert where community_id = $1 and kind = 'device_silent')::int,
          (select count(*) from core.quarantine as line where line.community_id = $1 and {Undecided})::int
        """;

    // A withdrawal counts for its point, an injection for its unit, of points that are in the configuration on the day.
    private const string ReceivedSql = """
        with terms as (
          select pod_id, from_day::timestamp at time zone 'Europe/Rome' as from_at,
            coalesce((to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity') as to_at
          from core.membership
          where community_id = $1 and version = (select max(version) from core.definition where community_id = $1)
        ), latest as (
          select distinct on (pod_id, starts_at, unit_id)
            pod_id, starts_at, minutes / 15 * (
              (withdrawn_ukwh is not null)::int + (injected_ukwh is not null and unit_id <> 0)::int) as quarters, quality
          from core.reading
          where community_id = $1 and meter = 1 and starts_at >= $2 and starts_at < $3
          order by pod_id, starts_at, unit_id, revision desc
        )
        select (latest.starts_at at time zone 'Europe/Rome')::date, sum(quarters),
          coalesce(sum(quarters) filter (where quality <> 'measured'), 0)
        from latest
        join terms on terms.pod_id = latest.pod_id and latest.starts_at >= from_at and latest.starts_at < to_at
        group by 1 order by 1
        """;

    private const string WaitingSql = $"""
        select line.ingest_id, line.line, line.starts_at, line.received_at, right(line.pod, 4), pod.id is not null,
          line.reason, line.injected_ukwh, line.withdrawn_ukwh, line.produced_ukwh, line.minutes
        from core.quarantine as line
        left join core.pod as pod on pod.community_id = line.community_id and pod.code = line.pod
        where line.community_id = $1 and {Undecided}
        order by line.ingest_id, line.line limit $2
        """;

    private const string LineSql = $"""
        select not ({Undecided}) from core.quarantine as line
        where line.community_id = $1 and line.ingest_id = $2 and line.line = $3
        """;

    public async Task<(int Silent, int Waiting)> CountAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var counts = await connection.ListAsync(
            CountSql, row => (row.GetInt32(0), row.GetInt32(1)), cancellation, community.Value);
        return counts[0];
    }

    public async Task<IReadOnlyList<ReceivedDay>> ReceivedAsync(
        CommunityId community, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            ReceivedSql,
            row => new ReceivedDay(row.ReadDay(0), row.GetInt64(1), row.GetInt64(2)),
            cancellation,
            community.Value,
            span.Start.ToUtc(),
            span.End.ToUtc());
    }

    public async Task<IReadOnlyList<KeptLine>> WaitingAsync(
        CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            WaitingSql,
            row => new KeptLine
            {
                Message = row.GetInt64(0),
                Line = row.GetInt32(1),
                Start = row.IsDBNull(2) ? null : row.ReadInstant(2),
                ReceivedAt = row.ReadInstant(3),
                Label = row.ReadText(4),
                Known = row.GetBoolean(5),
                Words = row.GetString(6),
                Injected = row.ReadEnergyOrNone(7),
                Withdrawn = row.ReadEnergyOrNone(8),
                Produced = row.ReadEnergyOrNone(9),
                Minutes = row.ReadValue<int>(10),
            },
            cancellation,
            community.Value,
            limit);
    }

    public async Task<(bool Exists, bool Decided)> LineAsync(
        CommunityId community, long message, int line, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var decided = await connection.ListAsync(
            LineSql, row => row.GetBoolean(0), cancellation, community.Value, message, line);
        return decided is [var found] ? (true, found) : (false, false);
    }
}
