using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>What came in, in PostgreSQL: the ingest log, the quarantine, and the readings.</summary>
public sealed class IntakeStore(NpgsqlDataSource db, SenderBounds? bounds = null) : IIntakeStore
{
    private const string ExistsSql = """
        select true from core.ingest as i
        where community_id = $1 and resource_id = $2 and message_at = $3 and refusal is null and not exists (
          select from core.message_deletion as d where d.community_id = $1 and d.ingest_id = i.id)
        """;

    private const string QuarantinedSql = """
        select ingest_id, line, reason, starts_at, received_at from core.quarantine
        where community_id = $1 order by ingest_id desc, line limit $2
        """;

    private readonly MonthPartitions _months = new(db);
    private readonly MonthPartitions _powerMonths = new(db, "power");
    private readonly KnownCatalogs _catalogs = new();

    public async Task<IntakeReceipt> StoreAsync(IntakeRecord record, CancellationToken cancellation) =>
        (await StoreAsync([record], cancellation))[0];

    public async Task<IReadOnlyList<IntakeReceipt>> StoreAsync(
        IReadOnlyList<IntakeRecord> records, CancellationToken cancellation)
    {
        await _months.EnsureAsync(
            records.SelectMany(IntakeBatch.Readings).Select(reading => reading.Start), cancellation);
        await _powerMonths.EnsureAsync(records.SelectMany(KeptSides), cancellation);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var receipts = new IntakeReceipt[records.Count];
        // In ascending order, so that two commits never wait for each other.
        var communities = Enumerable.Range(0, records.Count)
            .GroupBy(i => records[i].Community.Value).OrderBy(group => group.Key);
        foreach (var places in communities)
        {
            await connection.LockCommunityAsync(places.Key, cancellation);
            var batch = await IntakeBatch.BeginAsync(connection, places.Key, _catalogs, bounds ?? SenderBounds.Default, cancellation);
            await batch.StoreAsync(
                [.. places.Select(i => (records[i], new Action<IntakeReceipt>(receipt => receipts[i] = receipt)))], cancellation);
            await batch.FinishAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return receipts;
    }

    private static IEnumerable<Instant> KeptSides(IntakeRecord record) => record.Lines
        .Where(line => line is { Outcome: LineOutcome.Stored, Sides: not null, Reading: { } reading }
            && SideWriter.Keeps(reading.Start.ToUtc(), record.ReceivedAt.ToUtc()))
        .Select(line => line.Reading!.Start);

    public async Task<bool> ExistsAsync(
        CommunityId community, string resourceId, Instant messageTimestamp, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<bool>(
            ExistsSql, cancellation, community.Value, resourceId.Storable(), messageTimestamp.ToUtc());
    }

    public async Task<IReadOnlyList<QuarantinedLine>> QuarantinedAsync(
        CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            QuarantinedSql,
            row => new QuarantinedLine(
                row.GetInt64(0),
                row.GetInt32(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.ReadInstant(3),
                row.ReadInstant(4)),
            cancellation,
            community.Value,
            limit);
    }
}
