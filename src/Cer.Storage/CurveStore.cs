using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Distributors' curves in PostgreSQL: what an import wrote is found by its number in the log, and taken back by it.</summary>
public sealed class CurveStore(NpgsqlDataSource db) : ICurveStore
{
    private const string FindSql = """
        select id from core.curve_import as import
        where community_id = $1 and sha256 = $2 and direction = $3 and not exists (
          select from core.curve_undo as undo where (undo.community_id, undo.import_id) = (import.community_id, import.id))
        order by id desc limit 1
        """;

    private const string LogSql = """
        insert into core.ingest (community_id, source, account, received_at, sha256, lines_stored, lines_refused,
          lines_quarantined, raw_length)
        values ($1, 'distributor', $2, $3, $4, $5, 0, 0, $6) returning id
        """;

    private const string AddSql = """
        insert into core.curve_import (community_id, ingest_id, file_name, sha256, direction, confirmed, points, from_day, to_day,
          added, unchanged, changed, imported_by, imported_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id
        """;

    private const string ListSql = """
        select import.id, file_name, sha256, direction, cardinality(points), from_day, to_day, added, unchanged, changed,
          imported_by, imported_at, undone_by, undone_at
        from core.curve_import as import
        left join core.curve_undo as undo on (undo.community_id, undo.import_id) = (import.community_id, import.id)
        where import.community_id = $1 order by import.id desc limit $2
        """;

    private readonly MonthPartitions _months = new(db);

    public async Task<IReadOnlyList<Reading>> KnownAsync(
        CommunityId community, CurveScope scope, CancellationToken cancellation)
    {
        if (scope.Pods.Count == 0) return [];
        await using var connection = await db.SessionAsync(cancellation);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        return await KnownAsync(connection, catalog, community, scope, cancellation);
    }

    public async Task<long?> FindAsync(
        CommunityId community, byte[] sha256, CurveDirection direction, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await FindAsync(connection, community, sha256, direction, cancellation);
    }

    public async Task<CurveApplied> ApplyAsync(
        CommunityId community,
        NewCurveImport import,
        CurveScope scope,
        Func<IReadOnlyList<Reading>, CurvePlan> plan,
        CancellationToken cancellation)
    {
        await _months.EnsureAsync(scope.Days.SelectMany(EndsOf), cancellation);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await FindAsync(connection, community, import.Sha256, import.Direction, cancellation) is { } before)
            return new(null, before, null);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        var known = scope.Pods.Count == 0 ? [] : await KnownAsync(connection, catalog, community, scope, cancellation);
        var made = plan(known);
        if (!made.Faults.IsEmpty) return new(null, null, made);

        var ingest = await connection.ScalarAsync<long>(
            LogSql, cancellation, community.Value, import.Who, import.At.ToUtc(), import.Sha256, made.Readings.Count, import.Length);
        var writer = new ReadingWriter(connection, community.Value, catalog);
        foreach (var reading in made.Readings)
            await writer.AddAsync(reading, IntakeSource.Distributor, import.At.ToUtc(), ingest, cancellation);
        await writer.FlushAsync(cancellation);
        var id = await connection.ScalarAsync<long>(
            AddSql,
            cancellation,
            community.Value,
            ingest,
            import.FileName,
            import.Sha256,
            Word(import.Direction),
            import.Confirmed,
            scope.Pods.Select(catalog.PodId).ToArray(),
            import.From.ToColumn(),
            import.To.ToColumn(),
            made.Added,
            made.Unchanged,
            made.Changed,
            import.Who,
            import.At.ToUtc());
        await CurveVouch.WriteAsync(connection, catalog, community, id, made.Readings, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(id, null, made);
    }

    public async Task<CurveUndoOutcome> UndoAsync(
        CommunityId community, long import, string who, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var outcome = await CurveUndo.RunAsync(connection, community, import, who, at, cancellation);
        if (outcome is CurveUndoOutcome.Done) await transaction.CommitAsync(cancellation);
        return outcome;
    }

    public async Task<IReadOnlyList<CurveImport>> ListAsync(CommunityId community, int most, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new CurveImport
            {
                Id = row.GetInt64(0),
                FileName = row.GetString(1),
                Sha256 = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)),
                Direction = Enum.Parse<CurveDirection>(row.GetString(3), ignoreCase: true),
                Points = row.GetInt32(4),
                From = row.ReadDay(5),
                To = row.ReadDay(6),
                Counts = new(row.GetInt32(7), row.GetInt32(8), row.GetInt32(9)),
                Who = row.GetString(10),
                At = row.ReadInstant(11),
                UndoneBy = row.ReadText(12),
                UndoneAt = row.IsDBNull(13) ? null : row.ReadInstant(13),
            },
            cancellation,
            community.Value,
            most);
    }

    private static async Task<List<Reading>> KnownAsync(
        NpgsqlConnection connection,
        PointCatalog catalog,
        CommunityId community,
        CurveScope scope,
        CancellationToken cancellation)
    {
        var known = new List<Reading>();
        var points = scope.Pods.Select(catalog.PodId).ToArray();
        var rows = StandingReadings.ReadAsync(connection, community.Value, catalog, scope.Span, null, cancellation, points);
        await foreach (var one in rows)
            if (one.Reading.Meter == scope.Meter) known.Add(one.Reading);
        return known;
    }

    private static async Task<long?> FindAsync(
        NpgsqlConnection connection,
        CommunityId community,
        byte[] sha256,
        CurveDirection direction,
        CancellationToken cancellation)
    {
        var found = await connection.ListAsync(
            FindSql, row => row.GetInt64(0), cancellation, community.Value, sha256, Word(direction));
        return found.Count == 0 ? null : found[0];
    }

    private static IEnumerable<Instant> EndsOf(LocalDate day)
    {
        var span = MarketHour.SpanOf(day);
        return [span.Start, span.End - Duration.FromMinutes(15)];
    }

    private static string Word(CurveDirection direction) => direction switch
    {
        CurveDirection.Withdrawn => "withdrawn",
        CurveDirection.Injected => "injected",
        _ => "produced",
    };
}
