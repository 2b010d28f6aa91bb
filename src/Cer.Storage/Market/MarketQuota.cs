using Cer.Operations.Market;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Market;

/// <summary>The quotas of GME's interface, counted in the database so that nodes and verbs share them.</summary>
/// <remarks>Source: regulation section 7: 10 calls a minute, 100 an hour, 225 000 bytes a minute, 1 100 000 an hour.</remarks>
public sealed class MarketQuota(NpgsqlDataSource db) : IMarketQuota
{
    private const string LockSql = "select pg_advisory_xact_lock(hashtext('core.price_call'), 0)";
    private const string ForgetSql = "delete from core.price_call where called_at < clock_timestamp() - interval '1 hour'";

    // When the window has room again: when the oldest of the calls that fill it leaves it.
    private const string WaitSql = """
        with calls as (
          select called_at,
            row_number() over newest as nth,
            sum(bytes) over newest as total
          from core.price_call window newest as (order by called_at desc, id desc)),
        full_at as (
          select max(called_at) + interval '1 minute' as free from calls
          where called_at > clock_timestamp() - interval '1 minute' and (nth >= $1 or total >= $3)
          union all
          select max(called_at) + interval '1 hour' from calls
          where nth >= $2 or total >= $4)
        select extract(epoch from max(free) - clock_timestamp())::float8 from full_at
        """;

    private const string TakeSql = "insert into core.price_call default values returning id";
    private const string CountSql = "update core.price_call set bytes = bytes + $2 where id = $1";

    private long _last;

    public int PerMinute { get; init; } = 10;

    public int PerHour { get; init; } = 100;

    public long BytesPerMinute { get; init; } = 225_000;

    public long BytesPerHour { get; init; } = 1_100_000;

    public async Task<Duration> TakeAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(LockSql, cancellation);
        await connection.RunAsync(ForgetSql, cancellation);
        var found = await connection.ListAsync(
            WaitSql, row => row.ReadValue<double>(0), cancellation, PerMinute, PerHour, BytesPerMinute, BytesPerHour);
        var wait = Duration.FromSeconds(Math.Max(0, found[0] ?? 0));
        if (wait == Duration.Zero) _last = await connection.ScalarAsync<long>(TakeSql, cancellation);
        await transaction.CommitAsync(cancellation);
        return wait;
    }

    public async Task CountAsync(int bytes, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await connection.RunAsync(CountSql, cancellation, _last, bytes);
    }
}
