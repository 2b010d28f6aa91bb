using System.Runtime.CompilerServices;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Storage.Keeping;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Board;

/// <summary>What the quality board is made from, in PostgreSQL.</summary>
public sealed class BoardStore(NpgsqlDataSource db) : IBoardStore
{
    private const string StampSql =
        "select coalesce(max(arrival), 0) from core.arrival_day where community_id = $1 and day between $2 and $3";

    private static string ReadSql(IReadOnlyList<Precedence> decided) => $"""
        select pod_id, unit_id, meter, starts_at, minutes, revision, withdrawn_ukwh, injected_ukwh, produced_ukwh,
          withdrawn_total_ukwh, injected_total_ukwh, produced_total_ukwh,
          case source when 'distributor' then 1::smallint when 'person' then 2::smallint when 'correction' then 2::smallint
            else 0::smallint end,
          quality = 'measured', received_at, {EffectiveReadings.Rank("r", decided)}
        from core.reading as r
        where community_id = $1 and pod_id = any ($2) and starts_at >= $3 and starts_at < $4
        order by pod_id, starts_at, unit_id, meter, revision
        """;

    // A run has the hours that changed; the others are of the runs it stands on.
    private const string RatesSql = """
        select distinct on (hour.unit_id, hour.starts_at) hour.unit_id, hour.starts_at, hour.tip_eur_mwh, hour.injected_ukwh
        from core.standing_month as standing
        join core.settlement_run as run on run.community_id = standing.community_id and run.id = standing.run_id
        join core.settlement_hour as hour on hour.community_id = run.community_id
          and hour.run_id = any (run.stands_on || run.id)
        where standing.community_id = $1 and standing.month = $2 and hour.starts_at >= $3 and hour.starts_at < $4
        order by hour.unit_id, hour.starts_at, hour.run_id desc
        """;

    private const string CacSql = """
        select case when settled.shared_ukwh > 0 then settled.cac_cents * 10000.0 / settled.shared_ukwh end
        from core.standing_month as standing
        join core.settlement_month as settled on settled.community_id = standing.community_id
          and settled.month = standing.month and settled.run_id = standing.run_id
        where standing.community_id = $1 and standing.month = $2
        """;

    private const string QuarantinedSql = """
        select count(*) from core.quarantine as line
        where line.community_id = $1 and line.starts_at >= $2 and line.starts_at < $3 and not exists (
          select from core.quarantine_decision as decided
          where (decided.community_id, decided.ingest_id, decided.line) = (line.community_id, line.ingest_id, line.line))
        """;

    public async Task<long> StampAsync(
        CommunityId community, LocalDate from, LocalDate to, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<long>(
            StampSql, cancellation, community.Value, from.ToColumn(), to.ToColumn());
    }

    public async IAsyncEnumerable<BoardReading> ReadAsync(
        CommunityId community,
        IReadOnlyCollection<int> points,
        Interval span,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var decided = await PrecedenceStore.ListAsync(connection, community.Value, cancellation);
        await using var command = connection.Command(
            ReadSql(decided), community.Value, points.ToArray(), span.Start.ToUtc(), span.End.ToUtc());
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) yield return Read(row);
    }

    public async Task<HourRates> RatesAsync(CommunityId community, MarketMonth month, CancellationToken cancellation)
    {
        var span = LookOver.SpanOf(month);
        var key = month.FirstDay.ToColumn();
        await using var connection = await db.SessionAsync(cancellation);
        var rates = new HourRates(
            month, await connection.ScalarAsync<decimal?>(CacSql, cancellation, community.Value, key));
        await using var command = connection.Command(
            RatesSql, community.Value, key, span.Start.ToUtc(), span.End.ToUtc());
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            rates.Add(
                row.GetInt32(0), row.ReadInstant(1).ToUnixTimeSeconds() / 3600, row.ReadValue<decimal>(2), row.ReadValue<long>(3));
        }

        return rates;
    }

    public async Task<Instant?> KeptFromAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await KeptFrom.ReadAsync(connection, cancellation);
    }

    public async Task<int> QuarantinedAsync(CommunityId community, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return checked((int)await connection.ScalarAsync<long>(
            QuarantinedSql, cancellation, community.Value, span.Start.ToUtc(), span.End.ToUtc()));
    }

    private static BoardReading Read(NpgsqlDataReader row) => new()
    {
        Point = row.GetInt32(0),
        Unit = row.GetInt32(1),
        Meter = (MeterRole)row.GetInt16(2),
        Quarter = Ticks(row, 3) / (15 * TimeSpan.TicksPerMinute),
        Minutes = row.GetInt16(4),
        Revision = row.GetInt32(5),
        Withdrawn = Amount(row, 6),
        Injected = Amount(row, 7),
        Produced = Amount(row, 8),
        WithdrawnTotal = Amount(row, 9),
        InjectedTotal = Amount(row, 10),
        ProducedTotal = Amount(row, 11),
        Source = (BoardSource)row.GetInt16(12),
        IsMeasured = row.GetBoolean(13),
        ReceivedMinute = Ticks(row, 14) / TimeSpan.TicksPerMinute,
        Rank = row.GetInt32(15),
    };

    private static long Ticks(NpgsqlDataReader row, int column) =>
        row.GetFieldValue<DateTime>(column).Ticks - DateTime.UnixEpoch.Ticks;

    private static long Amount(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? -1 : row.GetInt64(column);
}
