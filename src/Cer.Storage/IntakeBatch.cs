using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Keeping;
using Cer.Storage.Keeping;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Messages of one community on their way into the store, inside a transaction that holds its lock.</summary>
internal sealed class IntakeBatch
{
    private const string OtherContent =
        "Found a stored message of this identity with other content, expected a new timestamp for new content.";

    private readonly IngestLog _log;
    private readonly ReadingWriter _writer;
    private readonly SideWriter _sides;
    private readonly SerialWriter _serials;
    private readonly Evidence _evidence;
    private readonly List<(long Ingest, int Sent, Action<IntakeReceipt> Answer)> _open = [];

    private readonly Instant? _keptFrom;

    private IntakeBatch(NpgsqlConnection connection, int community, PointCatalog catalog, SenderBounds bounds, Instant? keptFrom)
    {
        _log = new(connection, community);
        _writer = new(connection, community, catalog, keptFrom);
        _sides = new(connection, community, catalog);
        _serials = new(connection, community, catalog);
        _evidence = new(connection, community, bounds);
        _keptFrom = keptFrom;
    }

    public static async Task<IntakeBatch> BeginAsync(
        NpgsqlConnection connection,
        int community,
        KnownCatalogs catalogs,
        SenderBounds bounds,
        CancellationToken cancellation)
    {
        var catalog = await catalogs.OfAsync(connection, community, cancellation);
        return new(connection, community, catalog, bounds, await KeptFrom.ReadAsync(connection, cancellation));
    }

    /// <summary>The readings that a message brings into the store.</summary>
    public static IEnumerable<Reading> Readings(IntakeRecord record) => record.Refusal is not null
        ? []
        : record.Lines.Where(line => line.Outcome == LineOutcome.Stored).Select(line =>
            line.Reading ?? throw new ArgumentException($"Found line {line.Line} without a reading, expected one."));

    /// <summary>Stores messages in their order; the answers come at the latest when the batch is finished.</summary>
    public async Task StoreAsync(
        IReadOnlyList<(IntakeRecord Record, Action<IntakeReceipt> Answer)> messages, CancellationToken cancellation)
    {
        var run = new List<Open>();
        var (bytes, names) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<(string, Instant)>());
        foreach (var (sent, answer) in messages)
        {
            var record = OfKept(sent);
            var hash = IngestLog.HashOf(record);
            var name = record is { ResourceId: { } resource, MessageTimestamp: { } at } ? (resource, at) : ((string, Instant)?)null;
            // What may be the same as one before it is looked at when that one is in the log.
            if (!bytes.Add(Convert.ToHexString(hash)) | (name is { } its && !names.Add(its)))
            {
                await StoreRunAsync(run, cancellation);
                run.Clear();
                (bytes, names) = (new(StringComparer.Ordinal) { Convert.ToHexString(hash) }, name is { } kept ? [kept] : []);
            }

            run.Add(new(record, hash, answer));
        }

        await StoreRunAsync(run, cancellation);
    }

    public async Task FinishAsync(CancellationToken cancellation)
    {
        await _writer.FlushAsync(cancellation);
        foreach (var (ingest, sent, answer) in _open)
            answer(new(ingest, _writer.TakeCounts(ingest, sent), AlreadyExists: false));
        _open.Clear();
        await _sides.FlushAsync(cancellation);
        await _serials.FlushAsync(cancellation);
        await _evidence.WriteAsync(cancellation);
    }

    /// <summary>A message with the lines apart that speak of a time no longer kept: judged before, it was removed since.</summary>
    private IntakeRecord OfKept(IntakeRecord record)
    {
        if (_keptFrom is not { } kept || !record.Lines.Any(IsGone)) return record;
        var reason = NoLongerKeptException.Sentence(kept);
        return record with
        {
            Lines = [.. record.Lines.Select(line => IsGone(line)
                ? line with { Outcome = LineOutcome.Quarantined, Reason = reason, Warned = false }
                : line)],
        };

        bool IsGone(LineFinding line) => line.Outcome == LineOutcome.Stored && line.Reading?.Start < kept;
    }

    private async Task StoreRunAsync(List<Open> run, CancellationToken cancellation)
    {
        if (run.Count == 0) return;
        var earlier = await _log.FindAsync([.. run.Select(one => one.Record)], cancellation);
        // One that is there under its name with the same bytes needs no row; with others, one that tells so.
        Open?[] rows =
        [
            .. run.Select((one, i) => earlier[i] is not { } there ? one
                : one.Hash.AsSpan().SequenceEqual(there.Hash) ? null
                : one with { Record = one.Record with { Refusal = OtherContent } }),
        ];
        Open[] written = [.. rows.OfType<Open>()];
        var ids = new Queue<(long Id, bool Added)>(
            await _log.WriteAsync([.. written.Select(one => (one.Record, one.Hash))], _evidence, cancellation));
        for (var i = 0; i < run.Count; i++)
        {
            var (id, added) = rows[i] is null ? default : ids.Dequeue();
            if (rows[i] is null || (id != 0 && !added)) _evidence.Repeat(run[i].Record);
            if (rows[i] is not null && id == 0) run[i].Answer(new(0, default, AlreadyExists: false) { IsLeftOut = true });
            else if (earlier[i] is { } there) run[i].Answer(new(there.Id, default, AlreadyExists: true));
            else if (run[i].Record.Refusal is not null) run[i].Answer(new(id, default, AlreadyExists: false));
            else await AddAsync(run[i], id, added, cancellation);
        }
    }

    private async Task AddAsync(Open message, long id, bool added, CancellationToken cancellation)
    {
        // Counts go by ingest: a row found again must not mix with what the batch has written for it.
        if (!added) await FinishAsync(cancellation);
        var (record, sent, received) = (message.Record, 0, message.Record.ReceivedAt.ToUtc());
        foreach (var reading in Readings(record))
        {
            await _writer.AddAsync(reading, record.Source, record.IsList, received, id, cancellation);
            sent++;
        }

        foreach (var line in record.Lines)
            if (line is { Outcome: LineOutcome.Stored, Sides: { } sides }) _sides.Add(line.Reading!, sides, received, id);
        foreach (var seen in record.Serials) _serials.Add(seen, received, id);
        _open.Add((id, sent, message.Answer));
    }

    private sealed record Open(IntakeRecord Record, byte[] Hash, Action<IntakeReceipt> Answer);
}
