using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using Cer.Storage.Truth;
using NodaTime;

namespace Cer.Storage;

/// <summary>The inputs of a settlement, read in one transaction of PostgreSQL.</summary>
internal sealed class InputSnapshot(
    Session connection,
    int community,
    int version,
    CommunityDefinition definition,
    IReadOnlyList<RegolamentoVersion> regolamento,
    IReadOnlyList<Precedence> precedence,
    InputCut cut,
    bool isPast,
    PointCatalog catalog,
    Instant? keptFrom) : IInputSnapshot
{
    private const int BlockRows = 16 * 1024;
    private const int BlocksAhead = 3;

    private const string ExtentSql = "select min(starts_at), max(starts_at) from core.reading where community_id = $1";

    private const string PricesSql = """
        select distinct on (zone, starts_at, minutes) zone, starts_at, minutes, eur_per_mwh
        from core.price
        where zone = any ($1) and starts_at >= $2 and starts_at < $3
          and (not $4 or case when arrival is not null and $5::bigint is not null then arrival <= $5
            when $6::timestamptz is not null then received_at <= $6 else true end)
        order by zone, starts_at, minutes, revision desc
        """;

    private const string ChangedSql = """
        select day from core.arrival_day
        where community_id = $1 and arrival > $2 and day between $3 and $4
        union
        select distinct (starts_at at time zone 'Europe/Rome')::date from core.price
        where arrival > $5 and zone = any ($6) and starts_at >= $7 and starts_at < $8
        order by 1
        """;

    public int Version => version;

    public CommunityDefinition Definition => definition;

    public InputCut Cut => cut;

    public Instant? KeptFrom => keptFrom;

    public IReadOnlyList<RegolamentoVersion> Regolamento { get; } =
    [
        .. regolamento.Where(version => version.Approved is { } approved && (cut switch
        {
            { Regolamento: { } upto } => approved.Ordinal <= upto,
            { Before: { } before } => approved.Act.At <= before,
            _ => true,
        })),
    ];

    public IInputSnapshot Before(InputCut earlier) =>
        new InputSnapshot(connection, community, version, definition, regolamento, precedence, earlier, isPast: true, catalog, keptFrom);

    public IReadOnlyDictionary<string, int> Points => catalog.Pods;

    public IReadOnlyDictionary<string, int> Units => catalog.Units;

    public async Task<(Instant First, Instant Last)?> ExtentAsync(CancellationToken cancellation) =>
        (await connection.ListAsync<(Instant First, Instant Last)?>(
            ExtentSql,
            row => row.IsDBNull(0) ? null : (row.ReadInstant(0), row.ReadInstant(1)),
            cancellation,
            community))[0];

    public async Task<IReadOnlyList<ZonePrice>> PricesAsync(
        IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation) => await connection.ListAsync(
            PricesSql,
            row => new ZonePrice(CodeLists.Zones.Value(row.GetString(0)), row.ReadInstant(1), row.GetInt16(2), row.GetDecimal(3)),
            cancellation,
            zones.Select(CodeLists.Zones.Word).ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc(),
            isPast,
            cut.Prices,
            cut.Before?.ToUtc());

    public async IAsyncEnumerable<ReadingBlock> ReadingsAsync(
        Interval span, bool pointByPoint, InputCut? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The server goes on sending while a block is worked on; spent blocks come back to be filled again.
        var filled = Channel.CreateBounded<ReadingBlock>(BlocksAhead);
        var spent = Channel.CreateUnbounded<ReadingBlock>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sql = CopySql(span, pointByPoint, since);
        var reading = Task.Run(() => ReadAsync(sql, filled.Writer, spent.Reader, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var block in filled.Reader.ReadAllAsync(cancellation))
            {
                yield return block;
                spent.Writer.TryWrite(block);
            }

            // A reading that was stopped ends like one that is done.
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    public async Task<IReadOnlyList<LocalDate>> ChangedDaysAsync(
        InputCut since, IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation) =>
        await connection.ListAsync(
            ChangedSql,
            row => row.ReadDay(0),
            cancellation,
            community,
            since.Readings ?? 0,
            span.Start.InZone(Domain.MarketHour.Rome).Date.ToColumn(),
            (span.End - Duration.Epsilon).InZone(Domain.MarketHour.Rome).Date.ToColumn(),
            since.Prices ?? 0,
            zones.Select(CodeLists.Zones.Word).ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task ReadAsync(
        string sql, ChannelWriter<ReadingBlock> filled, ChannelReader<ReadingBlock> spent, CancellationToken cancellation)
    {
        try
        {
            await using var copy = await connection.Connection.BeginRawBinaryCopyAsync(sql, cancellation);
            var rows = new ReadingCopy(copy);
            while (true)
            {
                if (!spent.TryRead(out var block)) block = new(BlockRows);
                if (!rows.Fill(block, cancellation)) break;
                await filled.WriteAsync(block, cancellation);
            }

            filled.Complete();
        }
        catch (Exception failure)
        {
            filled.Complete(failure is OperationCanceledException ? null : failure);
        }
    }

    // A copy takes no parameters; what stands here are numbers and times of our own.
    private string CopySql(Interval span, bool pointByPoint, InputCut? since) => new ReadingCopySql(community, span, precedence)
        .Of(pointByPoint, isPast ? cut : null, since);
}
