using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Storage.Truth;
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
        await using var connection = await db.SessionAsync(cancellation);
        var counts = await connection.ListAsync(
            CountSql, row => (row.GetInt32(0), row.GetInt32(1)), cancellation, community.Value);
        return counts[0];
    }

    public async Task<IReadOnlyList<ReceivedDay>> ReceivedAsync(
        CommunityId community, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var decided = await PrecedenceStore.ListAsync(connection, community.Value, cancellation);
        return await connection.ListAsync(
            ReceivedSql(decided),
            row => new ReceivedDay(row.ReadDay(0), row.GetInt64(1), row.GetInt64(2)),
            cancellation,
            community.Value,
            span.Start.ToUtc(),
            span.End.ToUtc());
    }

    public async Task<IReadOnlyList<KeptLine>> WaitingAsync(
        CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
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
        await using var connection = await db.SessionAsync(cancellation);
        var decided = await connection.ListAsync(
            LineSql, row => row.GetBoolean(0), cancellation, community.Value, message, line);
        return decided is [var found] ? (true, found) : (false, false);
    }

    // A withdrawal counts for its point, an injection for its unit, of points that are in the configuration on the day. Of an
    // hour told whole and by quarters, whichever tells more of it; the quality is that of the best class.
    private static string ReceivedSql(IReadOnlyList<Precedence> decided) => $"""
        with terms as (
          select pod_id, from_day::timestamp at time zone 'Europe/Rome' as from_at,
            coalesce((to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity') as to_at
          from core.membership
          where community_id = $1 and version = (select max(version) from core.definition where community_id = $1)
        ), row as (
          select pod_id, starts_at, unit_id, minutes,
            max((withdrawn_ukwh is not null)::int) + max((injected_ukwh is not null and unit_id <> 0)::int) as quantities,
            max(2 * {EffectiveReadings.Rank("r", decided)} + (quality = 'measured')::int) % 2 = 1 as measured
          from core.reading as r
          where community_id = $1 and meter = 1 and starts_at >= $2 and starts_at < $3
            and {EffectiveReadings.IsTheWord("r", "later.community_id = $1 and later.starts_at >= $2 and later.starts_at < $3")}
          group by 1, 2, 3, 4
        ), told as (
          select pod_id, unit_id, date_bin('1 hour', starts_at, '2000-01-01 00:00+00') as hour,
            coalesce(4 * max(quantities) filter (where minutes = 60), 0) as whole,
            coalesce(4 * max(quantities) filter (where minutes = 60 and not measured), 0) as whole_guessed,
            coalesce(sum(quantities) filter (where minutes = 15), 0) as quarters,
            coalesce(sum(quantities) filter (where minutes = 15 and not measured), 0) as guessed
          from row group by 1, 2, 3
        )
        select (hour at time zone 'Europe/Rome')::date, sum(greatest(whole, quarters)),
          sum(case when whole > quarters then whole_guessed else guessed end)
        from told
        join terms on terms.pod_id = told.pod_id and hour >= from_at and hour < to_at
        group by 1 order by 1
        """;
}
