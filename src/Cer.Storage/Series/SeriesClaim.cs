using System.Runtime.CompilerServices;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Operations.Series;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Series;

/// <summary>Days of a community that one node writes: held by a lock of an open transaction, let go when it dies.</summary>
internal sealed class SeriesClaim : ISeriesClaim
{
    private const int MostDays = 31;
    private const int MostRows = 2000;

    private const string CandidatesSql = """
        select community.id, community.code from core.community as community
        where exists (select from core.series_outbox where community_id = community.id and not_before <= now())
        order by community.id
        """;

    private const string LockSql = "select pg_try_advisory_xact_lock(hashtext('core.series_outbox'), $1)";

    // The newest days first: people look at today while the past is written again.
    private const string RowsSql = """
        with newest as (
          select max(day) as day from core.series_outbox where community_id = $1 and not_before <= now())
        select waiting.id, waiting.day from core.series_outbox as waiting cross join newest
        where waiting.community_id = $1 and waiting.not_before <= now() and waiting.day > newest.day - $2::int
        order by waiting.id limit $3
        """;

    // Of a day the newest row is enough: the day is written whole. Only under the lock, when nobody has read it yet.
    private const string CompactSql = """
        delete from core.series_outbox where community_id = $1 and id in (
          select id from (
            select id, row_number() over (partition by day order by id desc) as place
            from core.series_outbox where community_id = $1) as rows
          where place > 1)
        """;

    private const string DoneSql = "delete from core.series_outbox where community_id = $1 and id = any ($2)";

    private const string PutOffSql =
        "update core.series_outbox set not_before = now() + $3 where community_id = $1 and id = any ($2)";

    private static readonly string HoursSql =
        Latest("core.energy_hour", "pod_id, starts_at, unit_id", "null::smallint", "60::smallint", "");

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly (int Id, string Code) _community;
    private readonly long[] _rows;
    private readonly LocalDate[] _days;

    private SeriesClaim(NpgsqlTransaction transaction, (int Id, string Code) community, List<(long Id, LocalDate Day)> rows)
    {
        (_connection, _transaction, _community) = (transaction.Connection!, transaction, community);
        _rows = [.. rows.Select(row => row.Id)];
        _days = [.. rows.Select(row => row.Day).Distinct().Order()];
    }

    public int Days => _days.Length;

    public static async Task<ISeriesClaim?> TakeAsync(NpgsqlDataSource db, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            var candidates = await connection.ListAsync(
                CandidatesSql, row => (Id: row.GetInt32(0), Code: row.GetString(1)), cancellation);
            foreach (var community in candidates)
            {
                var claim = await TakeAsync(connection, community, cancellation);
                if (claim is { _rows.Length: MostRows })
                {
                    await connection.RunAsync(CompactSql, cancellation, community.Id);
                    await claim._transaction.CommitAsync(cancellation);
                    claim = await TakeAsync(connection, community, cancellation);
                }

                if (claim is not null) return claim;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static async Task<SeriesClaim?> TakeAsync(
        NpgsqlConnection connection, (int Id, string Code) community, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ScalarAsync<bool>(LockSql, cancellation, community.Id))
        {
            var rows = await connection.ListAsync(
                RowsSql, row => (Id: row.GetInt64(0), Day: row.ReadDay(1)), cancellation, community.Id, MostDays, MostRows);
            if (rows.Count > 0) return new(transaction, community, rows);
        }

        await transaction.DisposeAsync();
        return null;
    }

    public async IAsyncEnumerable<SeriesPoint> PointsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, to) = (MarketHour.StartOf(_days[0]), MarketHour.StartOf(_days[^1].PlusDays(1)));
        var decided = await PrecedenceStore.ListAsync(_connection, _community.Id, cancellation);
        foreach (var sql in new[] { ReadingsSql(decided), HoursSql })
        {
            await using var command = _connection.Command(
                sql, _community.Id, from.ToUtc(), to.ToUtc(), _days.Select(day => day.ToColumn()).ToArray());
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation)) yield return Read(row);
        }
    }

    public async Task DoneAsync(CancellationToken cancellation)
    {
        await _connection.RunAsync(DoneSql, cancellation, _community.Id, _rows);
        await _transaction.CommitAsync(cancellation);
    }

    public async Task PutOffAsync(Duration wait, CancellationToken cancellation)
    {
        await _connection.RunAsync(PutOffSql, cancellation, _community.Id, _rows, wait.ToTimeSpan());
        await _transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private SeriesPoint Read(NpgsqlDataReader row) => new()
    {
        Community = _community.Code,
        Point = row.GetInt32(0),
        Start = row.ReadInstant(1),
        Unit = row.GetInt32(2),
        Meter = row.IsDBNull(3) ? null : (MeterRole)row.GetInt16(3),
        Minutes = row.GetInt16(4),
        Injected = row.ReadEnergyOrNone(5),
        Withdrawn = row.ReadEnergyOrNone(6),
        Produced = row.ReadEnergyOrNone(7),
        Quality = row.ReadText(8) is { } word ? CodeLists.Qualities.Value(word) : null,
        Revision = row.GetInt32(9),
        HasLost = row.GetBoolean(10),
    };

    /// <summary>Of each reading the newest word of the best class.</summary>
    private static string ReadingsSql(IReadOnlyList<Precedence> decided) => Latest(
        "core.reading",
        "pod_id, starts_at, unit_id, meter",
        "meter",
        "minutes",
        $"({EffectiveReadings.IsTheWord("one", "later.community_id = $1")}) desc, {EffectiveReadings.Rank("one", decided)} desc,");

    /// <summary>The latest revision of each, and whether an earlier one knew a quantity that this one does not.</summary>
    private static string Latest(string table, string key, string meter, string minutes, string first) => $"""
        select distinct on ({key})
          pod_id, starts_at, unit_id, {meter}, {minutes}, injected_ukwh, withdrawn_ukwh, produced_ukwh, quality, revision,
          (injected_ukwh is null and bool_or(injected_ukwh is not null) over each)
            or (withdrawn_ukwh is null and bool_or(withdrawn_ukwh is not null) over each)
            or (produced_ukwh is null and bool_or(produced_ukwh is not null) over each)
        from {table} as one
        where community_id = $1 and starts_at >= $2 and starts_at < $3
          and (starts_at at time zone 'Europe/Rome')::date = any ($4)
        window each as (partition by {key})
        order by {key}, {first} revision desc
        """;
}
