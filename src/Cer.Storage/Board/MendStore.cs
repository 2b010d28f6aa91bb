using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Board;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Board;

/// <summary>What people do about doubtful readings, in PostgreSQL: what a mend wrote is found by its number in the log.</summary>
public sealed class MendStore(NpgsqlDataSource db) : IMendStore
{
    private const string ListSql = """
        select mend.id, mend.pod_id, mend.unit_id, mend.flow, mend.kind, mend.doubt, mend.from_at, mend.to_at, mend.ukwh,
          mend.readings, mend.author, mend.reason, mend.at, gone.author, gone.reason, gone.at
        from core.mend as mend
        left join core.mend as gone on gone.community_id = mend.community_id and gone.withdraws = mend.id
        where mend.community_id = $1 and mend.kind <> 'withdrawn' and mend.from_at < $3 and mend.to_at > $2
        order by mend.id desc limit $4
        """;

    // What was entered has no bytes of its own: its hash is of who entered what, and when.
    private const string LogSql = """
        insert into core.ingest (community_id, source, account, received_at, sha256, lines_stored, lines_refused,
          lines_quarantined, raw_length)
        values ($1, $2, $3, $4, sha256(convert_to($5, 'UTF8')), $6, 0, 0, 0) returning id
        """;

    private const string AddSql = """
        insert into core.mend (community_id, kind, pod_id, unit_id, flow, doubt, from_at, to_at, ukwh, ingest_id, readings,
          author, reason, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id
        """;

    private static readonly string[] Kinds = ["accepted", "corrected", "estimated"];

    private readonly MonthPartitions _months = new(db);

    public async Task<IReadOnlyList<Mend>> ListAsync(
        CommunityId community, Interval span, int most, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql, Read, cancellation, community.Value, span.Start.ToUtc(), span.End.ToUtc(), most);
    }

    public async Task<MendOutcome> AddAsync(
        NewMend mend, Pod pod, Func<IReadOnlyList<Reading>, MendPlan>? plan, CancellationToken cancellation)
    {
        if (plan is not null) await _months.EnsureAsync([mend.From, mend.To], cancellation);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(mend.Community.Value, cancellation);
        if (await ClosedAsync(connection, mend, cancellation) is { } closed) return closed;
        var (ingest, written) = ((long?)null, 0);
        if (plan is not null)
        {
            var catalog = await PointCatalog.LoadAsync(connection, mend.Community.Value, cancellation);
            var made = plan(await KnownAsync(connection, catalog, mend, cancellation));
            if (made.Problem is { } problem) return new MendOutcome.Refused(problem);
            if (made.Readings.Count == 0) return new MendOutcome.Refused("Found nothing to change, expected a value at least.");
            ingest = await LogAsync(connection, mend, made.Readings.Count, cancellation);
            written = await WriteAsync(connection, catalog, mend, ingest.Value, made.Readings, cancellation);
            if (written == 0) return new MendOutcome.Refused("Found values that stand already, expected others.");
        }

        var id = await connection.ScalarAsync<long>(
            AddSql,
            cancellation,
            mend.Community.Value,
            Kinds[(int)mend.Kind],
            mend.Series.Point,
            mend.Series.Unit,
            BoardWords.Of(mend.Series.Flow),
            mend.Doubt is { } doubt ? BoardWords.Of(doubt) : null,
            mend.From.ToUtc(),
            mend.To.ToUtc(),
            mend.Amount,
            ingest,
            written,
            mend.Author.Storable(),
            mend.Reason.Storable(),
            mend.At.ToUtc());
        await transaction.CommitAsync(cancellation);
        return new MendOutcome.Done(id, written);
    }

    public async Task<MendOutcome> WithdrawAsync(
        CommunityId community, long mend, string author, string reason, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var outcome = await MendUndo.RunAsync(
            connection, community, mend, author.Storable(), reason.Storable(), at, cancellation);
        if (outcome is MendOutcome.Done) await transaction.CommitAsync(cancellation);
        return outcome;
    }

    /// <summary>Estimates are decisions about a month, and are refused when it is closed; what is corrected lands like late data.</summary>
    private static async Task<MendOutcome?> ClosedAsync(
        NpgsqlConnection connection, NewMend mend, CancellationToken cancellation) => mend.Kind == MendKind.Estimated
            ? await connection.ClosedMonthAsync(mend.Community, mend.From, mend.To, cancellation)
            : null;

    private static async Task<List<Reading>> KnownAsync(
        NpgsqlConnection connection, PointCatalog catalog, NewMend mend, CancellationToken cancellation)
    {
        // A row of a whole hour may begin before.
        var span = new Interval(mend.From - Duration.FromHours(1), mend.To);
        List<Reading> known = [];
        await foreach (var standing in StandingReadings.ReadAsync(
            connection, mend.Community.Value, catalog, span, null, cancellation, [mend.Series.Point]))
        {
            if (standing.Reading.Meter == mend.Series.Meter) known.Add(standing.Reading);
        }

        return known;
    }

    private static Task<long> LogAsync(
        NpgsqlConnection connection, NewMend mend, int count, CancellationToken cancellation) => connection.ScalarAsync<long>(
            LogSql,
            cancellation,
            mend.Community.Value,
            Words.Of(SourceOf(mend)),
            mend.Author.Storable(),
            mend.At.ToUtc(),
            $"{mend.At} {mend.Series} {mend.From} {mend.To} {mend.Author} {mend.Reason}".Storable(),
            count);

    private static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        PointCatalog catalog,
        NewMend mend,
        long ingest,
        IReadOnlyList<Reading> readings,
        CancellationToken cancellation)
    {
        var writer = new ReadingWriter(connection, mend.Community.Value, catalog);
        foreach (var reading in readings)
            await writer.AddAsync(reading, SourceOf(mend), mend.At.ToUtc(), ingest, cancellation);
        await writer.FlushAsync(cancellation);
        return writer.TakeCounts(ingest, readings.Count).Written;
    }

    private static IntakeSource SourceOf(NewMend mend) =>
        mend.Kind == MendKind.Estimated ? IntakeSource.Person : IntakeSource.Correction;

    private static Mend Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new(row.GetInt32(1), row.GetInt32(2), BoardWords.Flow(row.GetString(3))!.Value),
        (MendKind)Array.IndexOf(Kinds, row.GetString(4)),
        BoardWords.Kind(row.ReadText(5)),
        row.ReadInstant(6),
        row.ReadInstant(7),
        row.ReadValue<long>(8),
        row.GetInt32(9),
        row.GetString(10),
        row.GetString(11),
        row.ReadInstant(12),
        row.IsDBNull(13) ? null : new(row.GetString(13), row.GetString(14), row.ReadInstant(15)));
}
