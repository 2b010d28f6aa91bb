using System.Data;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>The revisions of a point's day, in PostgreSQL.</summary>
public sealed class ReadingHistory(NpgsqlDataSource db) : IReadingHistory
{
    public async Task<ReadingsOfDay> DayAsync(
        CommunityId community, int point, LocalDate day, Instant? at, int most, CancellationToken cancellation)
    {
        await using var connection = await db.StillSessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        var (pods, units) = (catalog.PodsById(), catalog.UnitsById());
        var decided = await PrecedenceStore.ListAsync(connection, community.Value, cancellation);
        if (at is { } then) decided = [.. decided.Where(one => one.At <= then)];
        var span = MarketHour.SpanOf(day);
        var rows = await connection.ListAsync(
            Sql(decided, at),
            row => Row(row, pods, units),
            cancellation,
            community.Value,
            span.Start.ToUtc(),
            span.End.ToUtc(),
            point,
            most);
        var effective = rows.Where(row => row.Rank is not null)
            .Select(row => new ReadingWord(row.Revision.Reading, row.Rank!.Value, row.Revision.Revision))
            .GroupBy(word => word.Reading.Start.ToUnixTimeSeconds() / 3600)
            .SelectMany(hour => EffectiveHour.Of([.. hour]))
            .ToList();
        var standing = effective.SelectMany(one => one.From)
            .Select(word => (word.Reading.Meter, word.Reading.Unit, word.Reading.Start, word.Revision))
            .ToHashSet();
        return new(
            [
                .. rows.Select(row => row.Revision with
                {
                    IsEffective = row.Rank is not null && standing.Contains((
                        row.Revision.Reading.Meter, row.Revision.Reading.Unit, row.Revision.Reading.Start, row.Revision.Revision)),
                }),
            ],
            [.. effective.Select(one => one.Reading)]);
    }

    private static (ReadingRevision Revision, int? Rank) Row(
        NpgsqlDataReader row, Dictionary<int, Pod> pods, Dictionary<int, string> units) => (
            new()
            {
                Reading = ReadingStore.Read(row, pods, units),
                Revision = row.GetInt32(13),
                Class = Words.Class(row.GetString(14)),
                Source = Words.Source(row.GetString(15)),
                ReceivedAt = row.ReadInstant(16),
                Message = row.ReadValue<long>(17),
                Who = row.ReadText(18),
                Device = row.ReadText(19),
                Import = row.ReadValue<long>(20),
                Reason = row.ReadText(21),
                IsEffective = false,
            },
            row.ReadValue<int>(12));

    // Who lets a line out of quarantine stands behind it; else who brought the file, or the account that sent it. A person's
    // own value comes just before the decision about its hours.
    private static string Sql(IReadOnlyList<Precedence> decided, Instant? at) => $"""
        select r.pod_id, r.starts_at, r.unit_id, r.meter, r.minutes, r.injected_ukwh, r.withdrawn_ukwh, r.produced_ukwh,
          r.injected_total_ukwh, r.withdrawn_total_ukwh, r.produced_total_ukwh, r.quality,
          case when {EffectiveReadings.IsTheWord("r", Among("later", at))} then {EffectiveReadings.Rank("r", decided)} end,
          r.revision, core.reading_class(r.source, r.quality), r.source, r.received_at, nullif(r.ingest_id, 0),
          coalesce(release.decided_by, import.imported_by, undo.undone_by, ingest.account), ingest.device,
          coalesce(import.id, undo.import_id), coalesce(release.reason, acceptance.reason)
        from core.reading as r
        left join core.ingest as ingest on (ingest.community_id, ingest.id) = (r.community_id, r.ingest_id)
        left join core.curve_import as import on (import.community_id, import.ingest_id) = (r.community_id, r.ingest_id)
        left join core.curve_undo as undo on (undo.community_id, undo.ingest_id) = (r.community_id, r.ingest_id)
        left join lateral (
          select decided_by, reason from core.quarantine_decision as decision
          where (decision.community_id, decision.ingest_id, decision.decided_at) = (r.community_id, r.ingest_id, r.received_at)
            and decision.accepted limit 1) as release on true
        left join lateral (
          select reason from core.hour_acceptance as accepted
          where r.source = 'person' and (accepted.community_id, accepted.pod_id) = (r.community_id, r.pod_id)
            and accepted.from_at <= r.starts_at and accepted.to_at > r.starts_at and accepted.at >= r.received_at
            and accepted.kind <> 'withdrawn'
          order by accepted.id limit 1) as acceptance on true
        where r.pod_id = $4 and {Among("r", at)}
        order by r.starts_at, r.meter, r.unit_id, r.revision limit $5
        """;

    private static string Among(string row, Instant? at) =>
        $"{row}.community_id = $1 and {row}.starts_at >= $2 and {row}.starts_at < $3"
        + (at is { } then ? $" and {row}.received_at <= '{EffectiveReadings.Time(then)}'" : "");
}
