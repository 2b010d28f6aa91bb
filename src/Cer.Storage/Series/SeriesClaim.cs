using System.Runtime.CompilerServices;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
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

    // The latest revision of each, and whether an earlier one knew a quantity that this one does not.
    private const string HoursSql = """
        select distinct on (pod_id, starts_at, unit_id)
          pod_id, starts_at, unit_id, injected_ukwh, withdrawn_ukwh, produced_ukwh, quality, revision,
          (injected_ukwh is null and bool_or(injected_ukwh is not null) over each)
            or (withdrawn_ukwh is null and bool_or(withdrawn_ukwh is not null) over each)
            or (produced_ukwh is null and bool_or(produced_ukwh is not null) over each)
        from core.energy_hour
        where community_id = $1 and starts_at >= $2 and starts_at < $3
        window each as (partition by pod_id, starts_at, unit_id)
        order by pod_id, starts_at, unit_id, revision desc
        """;

    // Whatever was ever told of a point of the series, and how often it was told.
    private const string ToldSql = """
        select pod_id, starts_at, unit_id, meter, max(revision), bool_or(injected_ukwh is not null),
          bool_or(withdrawn_ukwh is not null), bool_or(produced_ukwh is not null)
        from core.reading
        where community_id = $1 and starts_at >= $2 and starts_at < $3
        group by pod_id, starts_at, unit_id, meter
        """;

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
        var catalog = await PointCatalog.LoadAsync(_connection, _community.Id, cancellation);
        foreach (var day in _days)
        {
            var span = MarketHour.SpanOf(day);
            object[] told = [_community.Id, span.Start.ToUtc(), span.End.ToUtc()];
            var open = (await _connection.ListAsync(ToldSql, ReadTold, cancellation, told)).ToDictionary(one => one.Key);
            await foreach (var standing in StandingReadings.ReadAsync(_connection, _community.Id, catalog, span, null, cancellation))
            {
                var point = Of(standing, catalog);
                open.Remove((point.Point, point.Start, point.Unit, point.Meter!.Value), out var its);
                yield return point with
                {
                    Revision = its is null ? point.Revision : its.Revision,
                    HasLost = its is not null && ((its.Injected && point.Injected is null)
                        || (its.Withdrawn && point.Withdrawn is null) || (its.Produced && point.Produced is null)),
                };
            }

            // Nothing stands any more, or it is told in the sum of its hour.
            foreach (var gone in open.Values)
            {
                yield return new()
                {
                    Community = _community.Code,
                    Point = gone.Key.Point,
                    Start = gone.Key.Start,
                    Unit = gone.Key.Unit,
                    Meter = gone.Key.Meter,
                    Minutes = 15,
                    Revision = gone.Revision,
                    HasLost = gone.Injected || gone.Withdrawn || gone.Produced,
                };
            }

            foreach (var hour in await _connection.ListAsync(HoursSql, ReadHour, cancellation, told)) yield return hour;
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

    private SeriesPoint Of(EffectiveReading standing, PointCatalog catalog) => new()
    {
        Community = _community.Code,
        Point = catalog.PodId(standing.Reading.Pod),
        Start = standing.Reading.Start,
        // As its row has it: one that names no unit is of the point itself.
        Unit = standing.Reading.Unit is { } unit ? catalog.Units[unit] : 0,
        Meter = standing.Reading.Meter,
        Minutes = standing.Reading.Minutes,
        Injected = standing.Reading.Injected,
        Withdrawn = standing.Reading.Withdrawn,
        Produced = standing.Reading.Produced,
        Quality = standing.Reading.Quality,
        Revision = standing.From.Max(word => word.Revision),
    };

    private static Told ReadTold(NpgsqlDataReader row) => new(
        (row.GetInt32(0), row.ReadInstant(1), row.GetInt32(2), (MeterRole)row.GetInt16(3)),
        row.GetInt32(4),
        row.GetBoolean(5),
        row.GetBoolean(6),
        row.GetBoolean(7));

    private SeriesPoint ReadHour(NpgsqlDataReader row) => new()
    {
        Community = _community.Code,
        Point = row.GetInt32(0),
        Start = row.ReadInstant(1),
        Unit = row.GetInt32(2),
        Minutes = 60,
        Injected = row.ReadEnergyOrNone(3),
        Withdrawn = row.ReadEnergyOrNone(4),
        Produced = row.ReadEnergyOrNone(5),
        Quality = row.ReadText(6) is { } word ? CodeLists.Qualities.Value(word) : null,
        Revision = row.GetInt32(7),
        HasLost = row.GetBoolean(8),
    };

    private sealed record Told(
        (int Point, Instant Start, int Unit, MeterRole Meter) Key, int Revision, bool Injected, bool Withdrawn, bool Produced);
}
