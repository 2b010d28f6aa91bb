using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using Cer.Storage.Keeping;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Appends readings of one community inside a transaction that holds the community's lock.</summary>
/// <remarks>
/// Prepared statements with an array for each column; a batch never holds two readings of one key, so each is
/// compared with what the one before it left. Equal is what the class of the reading has said of the interval before; a
/// curve file, a person and a list speak of the quantities they name, and leave what their class said of the others. A
/// message that says that it was made before the one whose word stands changes nothing: it was late, or it is played again.
/// </remarks>
internal sealed class ReadingWriter(NpgsqlConnection connection, int community, PointCatalog catalog)
{
    private const int BatchSize = 4096;
    private readonly ReadingColumns _waiting = new();
    private readonly Dictionary<long, AppendCounts> _written = [];
    private Instant? _keptFrom;
    private bool _isAsked;

    /// <summary>For who has asked already, under the lock that the transaction holds, from when on readings are kept.</summary>
    public ReadingWriter(NpgsqlConnection connection, int community, PointCatalog catalog, Instant? keptFrom)
        : this(connection, community, catalog) => (_keptFrom, _isAsked) = (keptFrom, true);

    public Task AddAsync(
        Reading reading, IntakeSource source, DateTime received, long ingest, CancellationToken cancellation) =>
        AddAsync(reading, source, false, received, ingest, cancellation);

    /// <param name="reading">What is told.</param>
    /// <param name="source">By whom.</param>
    /// <param name="isList">Whether it is a list's row, that says nothing of the quantities it does not name.</param>
    /// <param name="received">When.</param>
    /// <param name="ingest">In which message.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task AddAsync(
        Reading reading, IntakeSource source, bool isList, DateTime received, long ingest, CancellationToken cancellation)
    {
        var pod = catalog.PodId(reading.Pod);
        var unit = catalog.UnitId(pod, reading.Unit);
        if (_waiting.Count == BatchSize) await FlushAsync(cancellation);
        if (_waiting.TryAdd(pod, unit, reading, source, isList, received, ingest)) return;
        await FlushAsync(cancellation);
        _waiting.TryAdd(pod, unit, reading, source, isList, received, ingest);
    }

    /// <summary>What was written for an ingest since the last call; the rest of what was sent was known.</summary>
    public AppendCounts TakeCounts(long ingest, int sent)
    {
        _written.Remove(ingest, out var written);
        return written with { Unchanged = sent - written.Written };
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_waiting.Count == 0) return;
        if (!_isAsked) (_keptFrom, _isAsked) = (await KeptFrom.ReadAsync(connection, cancellation), true);
        if (_keptFrom is { } kept && _waiting.Starts.Min() < kept.ToUtc()) throw new NoLongerKeptException(kept);
        var (first, last) = (_waiting.Starts.Min(), _waiting.Starts.Max());
        var known = await connection.PreparedListAsync(
            AppendSql.Known, row => row.GetBoolean(0), cancellation, community, first, last, _waiting.Pods.Distinct().ToArray());
        await using var command = connection.Command(
            known[0] ? AppendSql.Beside : AppendSql.Fresh,
            community,
            first,
            last,
            _waiting.Pods,
            _waiting.Starts,
            _waiting.Units,
            _waiting.Meters,
            _waiting.Minutes,
            _waiting.Injected,
            _waiting.Withdrawn,
            _waiting.Produced,
            _waiting.InjectedTotals,
            _waiting.WithdrawnTotals,
            _waiting.ProducedTotals,
            _waiting.Received,
            _waiting.Ingests,
            _waiting.Sources,
            _waiting.Qualities,
            _waiting.Lists);
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var ingest = reader.GetInt64(0);
            var counts = new AppendCounts(checked((int)reader.GetInt64(1)), 0, checked((int)reader.GetInt64(2)));
            _written[ingest] = _written.GetValueOrDefault(ingest) + counts;
        }

        _waiting.Clear();
    }
}
