using System.Text.Json;
using Cer.Operations.Alarms;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Alarms;

/// <summary>Alarms in PostgreSQL; it takes part in the transaction around it, so that a step and its alarm come together.</summary>
public sealed class AlarmStore(NpgsqlDataSource db) : IAlarmStore
{
    private const string LockSql = "select pg_advisory_xact_lock(hashtext('core.alarm'), $1)";

    private const string OpenSql =
        "select key, id, title, detail from core.alarm where community_id = $1 and resolved_at is null and key = any ($2)";

    private const string MutedSql = """
        select key from (
          select distinct on (key) key, until from core.alarm_event
          where community_id = $1 and key = any ($2) and event in ('muted', 'unmuted') order by key, id desc) as last
        where until > $3
        """;

    private const string RaiseSql = """
        with raised as (
          insert into core.alarm
            (community_id, key, kind, severity, title, detail, place, figures, since, raised_at, raised_by, seen_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $10) returning id),
        told as (
          insert into core.alarm_event (community_id, key, alarm_id, event, at, who)
          select $1, $2, id, 'raised', $10, $11 from raised)
        select id from raised
        """;

    // The time is told without a row of history; other words are told with what they were.
    private const string LastsSql = """
        with told as (
          update core.alarm set severity = $3, title = $4, detail = $5, place = $6, figures = $7::jsonb, seen_at = $8
          where community_id = $1 and id = $2)
        insert into core.alarm_event (community_id, key, alarm_id, event, at, who, reason)
        select $1, $9, $2, 'changed', $8, $10, $11 where $11::text is not null
        """;

    private const string ResolveSql = """
        with resolved as (
          update core.alarm set resolved_at = $2, resolved_by = $3
          where community_id = $1 and resolved_at is null and {0} returning id, key)
        insert into core.alarm_event (community_id, key, alarm_id, event, at, who)
        select $1, key, id, 'resolved', $2, $3 from resolved
        """;

    private static readonly string ResolveKeySql = ResolveSql.Replace(
        "{0}", "(key = $4 or starts_with(key, $4 || '/'))", StringComparison.Ordinal);

    private static readonly string ResolveOthersSql = ResolveSql.Replace(
        "{0}", "starts_with(key, $4 || '/') and key <> all ($5)", StringComparison.Ordinal);

    private const string NoteSql = """
        insert into core.alarm_event (community_id, key, alarm_id, event, at, who, reason, until)
        select community_id, key, id, $3, $4, $5, $6, $7 from core.alarm
        where community_id = $1 and id = $2 and (resolved_at is null or $3 <> 'acknowledged')
        """;

    private const string ListSql = """
        select alarm.id, alarm.key, alarm.kind, alarm.severity, alarm.title, alarm.detail, alarm.since, alarm.place,
          alarm.figures::text, alarm.raised_at, alarm.seen_at, alarm.resolved_at, noted.at, noted.who, muted.until
        from core.alarm as alarm
        left join lateral (
          select at, coalesce(person.name, event.who) as who from core.alarm_event as event
          left join core.person as person on event.who = 'person:' || person.id
          where event.community_id = alarm.community_id and event.key = alarm.key and event.alarm_id = alarm.id
            and event.event = 'acknowledged' order by event.id desc limit 1) as noted on true
        left join lateral (
          select until from core.alarm_event as event
          where event.community_id = alarm.community_id and event.key = alarm.key and event.event in ('muted', 'unmuted')
          order by event.id desc limit 1) as muted on true
        where alarm.community_id = $1
        order by alarm.resolved_at is not null, alarm.raised_at desc, alarm.id desc limit $2
        """;

    private const string EventsSql = """
        select event.event, event.at, coalesce(person.name, event.who), event.reason, event.until
        from core.alarm as alarm
        join core.alarm_event as event on event.community_id = alarm.community_id and event.key = alarm.key
          and event.alarm_id = alarm.id
        left join core.person as person on event.who = 'person:' || person.id
        where alarm.community_id = $1 and alarm.id = $2 order by event.id limit 500
        """;

    private const string ReadersSql = """
        select person.id, person.email, person.language
        from core.alarm_reader as reader join core.person as person on person.id = reader.person_id
        where reader.community_id = $1 and person.enabled and person.hash is not null and person.email is not null
          and exists (
            select from core.person_role as own where own.person_id = person.id and own.role not in ('member', 'delegate')
              and (own.community_id is null or own.community_id = $1))
        order by person.id
        """;

    public async Task<RaisedAlarms> RaiseAsync(
        CommunityId community, IReadOnlyList<NewAlarm> alarms, string? below, string who, Instant now, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        // Two that find the same at the same time raise it once.
        await session.RunAsync(LockSql, cancellation, community.Value);
        var told = alarms.DistinctBy(alarm => alarm.Key, StringComparer.Ordinal).ToList();
        var keys = told.Select(alarm => alarm.Key.Storable()).ToArray();
        var open = (await session.ListAsync(
                OpenSql,
                row => (Key: row.GetString(0), Id: row.GetInt64(1), Said: (row.GetString(2), row.GetString(3))),
                cancellation,
                community.Value,
                keys))
            .ToDictionary(one => one.Key, StringComparer.Ordinal);
        var muted = (await session.ListAsync(MutedSql, row => row.GetString(0), cancellation, community.Value, keys, now.ToUtc()))
            .ToHashSet(StringComparer.Ordinal);
        List<(long, NewAlarm, bool)> raised = [];
        foreach (var (alarm, key) in told.Zip(keys))
        {
            var (title, detail, figures) = (alarm.Title.Storable(), alarm.Detail.Storable(), JsonSerializer.Serialize(alarm.Figures));
            if (open.TryGetValue(key, out var there))
            {
                var before = there.Said == (title, detail) ? null : $"{there.Said.Item1} {there.Said.Item2}".Trim();
                await session.RunAsync(
                    LastsSql, cancellation, community.Value, there.Id, alarm.Severity, title, detail, alarm.Place.Storable(),
                    figures, now.ToUtc(), key, who.Storable(), before is { Length: > 8000 } ? before[..8000].Storable() : before);
                continue;
            }

            var id = await session.ScalarAsync<long>(
                RaiseSql, cancellation, community.Value, key, alarm.Kind, alarm.Severity, title, detail, alarm.Place.Storable(),
                figures, alarm.Since.ToUtc(), now.ToUtc(), who.Storable());
            raised.Add((id, alarm, muted.Contains(key)));
        }

        var resolved = below is null
            ? 0
            : await session.RunAsync(
                ResolveOthersSql, cancellation, community.Value, now.ToUtc(), who.Storable(), below.Storable(), keys);
        await transaction.CommitAsync(cancellation);
        return new(raised, told.Count - raised.Count, resolved);
    }

    public async Task<int> ResolveAsync(
        CommunityId community, string key, string who, Instant now, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.RunAsync(
            ResolveKeySql, cancellation, community.Value, now.ToUtc(), who.Storable(), key.Storable());
    }

    public Task<bool> AcknowledgeAsync(
        CommunityId community, long alarm, string who, string? reason, Instant now, CancellationToken cancellation) =>
        NoteAsync(community, alarm, "acknowledged", null, who, reason, now, cancellation);

    public Task<bool> MuteAsync(
        CommunityId community, long alarm, Instant? until, string who, string reason, Instant now, CancellationToken cancellation) =>
        NoteAsync(community, alarm, until is null ? "unmuted" : "muted", until, who, reason, now, cancellation);

    public async Task<IReadOnlyList<Alarm>> ListAsync(CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(ListSql, Read, cancellation, community.Value, limit);
    }

    public async Task<IReadOnlyList<AlarmEvent>> EventsAsync(CommunityId community, long alarm, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(
            EventsSql,
            row => new AlarmEvent(row.GetString(0), row.ReadInstant(1), row.GetString(2), row.ReadText(3), OrNone(row, 4)),
            cancellation,
            community.Value,
            alarm);
    }

    public async Task<int> CountOpenAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ScalarAsync<int>(
            "select count(*)::int from core.alarm where community_id = $1 and resolved_at is null", cancellation, community.Value);
    }

    public async Task<IReadOnlyList<AlarmReader>> ReadersAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        var rows = await session.ListAsync(
            ReadersSql, row => (row.GetInt32(0), row.GetString(1), row.GetString(2)), cancellation, community.Value);
        return
        [
            .. rows.Select(row => EmailAddress.TryParse(row.Item2, null, out var address)
                ? new AlarmReader(row.Item1, address, row.Item3) : null).OfType<AlarmReader>(),
        ];
    }

    public async Task<bool> IsReaderAsync(CommunityId community, int person, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ScalarAsync<bool>(
            "select exists (select from core.alarm_reader where community_id = $1 and person_id = $2)",
            cancellation,
            community.Value,
            person);
    }

    private async Task<bool> NoteAsync(
        CommunityId community, long alarm, string what, Instant? until, string who, string? reason, Instant now,
        CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.RunAsync(
            NoteSql, cancellation, community.Value, alarm, what, now.ToUtc(), who.Storable(), reason?.Storable(), until?.ToUtc()) > 0;
    }

    private static Alarm Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.ReadInstant(6))
        {
            Place = row.GetString(7),
            Figures = JsonSerializer.Deserialize<List<AlarmFigure>>(row.GetString(8)) ?? [],
        },
        row.ReadInstant(9),
        row.ReadInstant(10),
        OrNone(row, 11),
        OrNone(row, 12),
        row.ReadText(13),
        OrNone(row, 14));

    private static Instant? OrNone(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.ReadInstant(column);
}
