using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Npgsql;

namespace Cer.Storage;

/// <summary>Messages of one community on their way into the store, inside a transaction that holds its lock.</summary>
internal sealed class IntakeBatch
{
    private const string OtherContent =
        "Found a stored message of this identity with other content, expected a new timestamp for new content.";

    private readonly IngestLog _log;
    private readonly ReadingWriter _writer;
    private readonly List<(long Ingest, int Sent, Action<IntakeReceipt> Answer)> _open = [];

    private IntakeBatch(IngestLog log, ReadingWriter writer) => (_log, _writer) = (log, writer);

    public static async Task<IntakeBatch> BeginAsync(
        NpgsqlConnection connection, int community, CancellationToken cancellation)
    {
        var catalog = await PointCatalog.LoadAsync(connection, community, cancellation);
        return new(new(connection, community), new(connection, community, catalog));
    }

    /// <summary>The readings that a message brings into the store.</summary>
    public static IEnumerable<Reading> Readings(IntakeRecord record) => record.Refusal is not null
        ? []
        : record.Lines.Where(line => line.Outcome == LineOutcome.Stored).Select(line =>
            line.Reading ?? throw new ArgumentException($"Found line {line.Line} without a reading, expected one."));

    /// <summary>Stores a message; the answer comes at the latest when the batch is finished.</summary>
    public async Task StoreAsync(IntakeRecord record, Action<IntakeReceipt> answer, CancellationToken cancellation)
    {
        var hash = IngestLog.HashOf(record);
        if (record.Refusal is not null)
        {
            var (refused, _) = await _log.WriteAsync(record, hash, cancellation);
            answer(new(refused, default, AlreadyExists: false));
            return;
        }

        if (await _log.FindAsync(record, cancellation) is { } earlier)
        {
            if (!hash.AsSpan().SequenceEqual(earlier.Hash))
                await _log.WriteAsync(record with { Refusal = OtherContent }, hash, cancellation);
            answer(new(earlier.Id, default, AlreadyExists: true));
            return;
        }

        var (id, added) = await _log.WriteAsync(record, hash, cancellation);
        // Counts go by ingest: a row found again must not mix with what the batch has written for it.
        if (!added) await FinishAsync(cancellation);
        var sent = 0;
        foreach (var reading in Readings(record))
        {
            await _writer.AddAsync(reading, record.Source, record.ReceivedAt.ToUtc(), id, cancellation);
            sent++;
        }

        _open.Add((id, sent, answer));
    }

    public async Task FinishAsync(CancellationToken cancellation)
    {
        await _writer.FlushAsync(cancellation);
        foreach (var (ingest, sent, answer) in _open)
            answer(new(ingest, _writer.TakeCounts(ingest, sent), AlreadyExists: false));
        _open.Clear();
    }
}
