using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Lines kept apart and the decisions about them, in PostgreSQL.</summary>
public sealed class QuarantineStore(NpgsqlDataSource db) : IQuarantineStore
{
    private const string WaitingSql = """
        select line.ingest_id, line.line, pod.id, line.starts_at, line.reason, line.received_at
        from core.quarantine as line
        left join core.pod as pod on pod.community_id = line.community_id and pod.code = line.pod
        where line.community_id = $1 and not exists (
          select from core.quarantine_decision as decided
          where decided.community_id = line.community_id and decided.ingest_id = line.ingest_id
            and decided.line = line.line)
        order by line.ingest_id, line.line limit $2
        """;

    private const string LinesSql = """
        select line.line, line.pod, line.unit, line.meter, line.starts_at, line.minutes, line.injected_ukwh,
          line.withdrawn_ukwh, line.produced_ukwh, line.injected_total_ukwh, line.withdrawn_total_ukwh,
          line.produced_total_ukwh, line.quality, ingest.source,
          ingest.source in ('rest', 'csv') and ingest.message_at is null
        from core.quarantine as line
        join core.ingest as ingest on ingest.community_id = line.community_id and ingest.id = line.ingest_id
        where line.community_id = $1 and line.ingest_id = $2 and (cardinality($3::int[]) = 0 or line.line = any ($3))
          and not exists (
            select from core.quarantine_decision as decided
            where decided.community_id = line.community_id and decided.ingest_id = line.ingest_id
              and decided.line = line.line)
        order by line.starts_at, line.line
        """;

    private const string DecideSql = """
        insert into core.quarantine_decision (community_id, ingest_id, line, accepted, decided_by, reason, decided_at)
        select $1, $2, line, $4, $5, $6, $7 from unnest($3::int[]) as line
        """;

    private readonly MonthPartitions _months = new(db);

    public async Task<IReadOnlyList<WaitingLine>> WaitingAsync(
        CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            WaitingSql,
            row => new WaitingLine(
                row.GetInt64(0),
                row.GetInt32(1),
                row.ReadValue<int>(2),
                row.IsDBNull(3) ? null : row.ReadInstant(3),
                row.GetString(4),
                row.ReadInstant(5)),
            cancellation,
            community.Value,
            limit);
    }

    public async Task<ReleaseOutcome> DecideAsync(QuarantineDecision decision, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        // Read once before the transaction: a month's partition is made apart, and the lines do not change.
        var waiting = await LinesAsync(connection, decision, cancellation);
        await _months.EnsureAsync(
            waiting.Select(line => line.Reading).OfType<Reading>().Select(reading => reading.Start), cancellation);

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(decision.Community.Value, cancellation);
        waiting = await LinesAsync(connection, decision, cancellation);
        if (Problem(decision, waiting) is { } problem) return new ReleaseOutcome.Refused(problem);
        var counts = default(AppendCounts);
        if (decision.Accept)
        {
            var catalog = await PointCatalog.LoadAsync(connection, decision.Community.Value, cancellation);
            if (waiting.FirstOrDefault(line => !IsKnown(line.Reading, catalog)) is { } stranger)
                return new ReleaseOutcome.Refused(Unusable(stranger.Number));
            counts = await AppendAsync(connection, decision, waiting, catalog, cancellation);
        }

        await connection.RunAsync(
            DecideSql,
            cancellation,
            decision.Community.Value,
            decision.IngestId,
            waiting.Select(line => line.Number).ToArray(),
            decision.Accept,
            decision.Author.Storable(),
            decision.Reason.Storable(),
            decision.At.ToUtc());
        await transaction.CommitAsync(cancellation);
        return new ReleaseOutcome.Decided(waiting.Count, counts);
    }

    private static async Task<AppendCounts> AppendAsync(
        NpgsqlConnection connection,
        QuarantineDecision decision,
        IReadOnlyList<Line> lines,
        PointCatalog catalog,
        CancellationToken cancellation)
    {
        var writer = new ReadingWriter(connection, decision.Community.Value, catalog);
        foreach (var line in lines)
        {
            await writer.AddAsync(
                line.Reading!, Words.Source(line.Source), line.IsOfList, decision.At.ToUtc(), decision.IngestId, cancellation);
        }

        await writer.FlushAsync(cancellation);
        return writer.TakeCounts(decision.IngestId, lines.Count);
    }

    private static Task<List<Line>> LinesAsync(
        NpgsqlConnection connection, QuarantineDecision decision, CancellationToken cancellation) => connection.ListAsync(
            LinesSql, Read, cancellation, decision.Community.Value, decision.IngestId, decision.Lines.ToArray());

    private static string? Problem(QuarantineDecision decision, IReadOnlyList<Line> waiting)
    {
        if (waiting.Count == 0) return $"found no waiting line of message {decision.IngestId}, expected one";
        var numbers = waiting.Select(line => line.Number).ToHashSet();
        if (decision.Lines.FirstOrDefault(line => !numbers.Contains(line)) is var other && other != 0)
            return $"found no waiting line {other} of message {decision.IngestId}, expected one";
        return decision.Accept && waiting.FirstOrDefault(line => line.Reading is null) is { } unread
            ? Unusable(unread.Number)
            : null;
    }

    private static string Unusable(int line) =>
        $"line {line}: found no reading of a point and unit of the registry, expected one: it can only be rejected";

    private static bool IsKnown(Reading? reading, PointCatalog catalog)
    {
        if (reading is null || catalog.FindPod(reading.Pod) is null) return false;
        return reading.Unit is null || catalog.UnitsById().ContainsValue(reading.Unit);
    }

    private static Line Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), ReadReading(row), row.GetString(13), row.GetBoolean(14));

    private static Reading? ReadReading(NpgsqlDataReader row)
    {
        if (row.IsDBNull(1) || row.IsDBNull(3) || row.IsDBNull(4) || row.IsDBNull(5)) return null;
        return new()
        {
            Pod = Pod.Parse(row.GetString(1), null),
            Unit = row.ReadText(2),
            Meter = (MeterRole)row.GetInt16(3),
            Start = row.ReadInstant(4),
            Minutes = row.GetInt32(5),
            Injected = row.ReadEnergyOrNone(6),
            Withdrawn = row.ReadEnergyOrNone(7),
            Produced = row.ReadEnergyOrNone(8),
            InjectedTotal = row.ReadEnergyOrNone(9),
            WithdrawnTotal = row.ReadEnergyOrNone(10),
            ProducedTotal = row.ReadEnergyOrNone(11),
            Quality = row.IsDBNull(12) ? Quality.Measured : CodeLists.Qualities.Value(row.GetString(12)),
        };
    }

    private sealed record Line(int Number, Reading? Reading, string Source, bool IsOfList);
}
