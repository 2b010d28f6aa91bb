using Cer.Operations.People;
using NodaTime;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Attempts to sign in, counted in PostgreSQL; an hour after the last one they are forgotten.</summary>
public sealed class AttemptStore(NpgsqlDataSource db) : IAttemptStore
{
    // Without a delay there is no moment to wait for: that of a node whose clock is ahead would be one here.
    private const string WaitSql = """
        case when failures < $3 then '-infinity'
          else $2 + make_interval(secs => least($4, power(2, least(failures - $3, 20)))) end
        """;

    private const string CountSql = """
        insert into core.sign_in_attempt as known (key_sha256, failures, last_at, wait_until) values ($1, 1, $2, '-infinity')
        on conflict (key_sha256) do update
        set failures = case when known.last_at < $2 - interval '1 hour' then 1 else known.failures + 1 end, last_at = $2
        where known.wait_until <= $2
        """;

    private const string DelaySql =
        $"update core.sign_in_attempt set wait_until = {WaitSql} where key_sha256 = $1";

    private const string UntilSql = "select wait_until from core.sign_in_attempt where key_sha256 = $1";
    private const string ForgetSql = "delete from core.sign_in_attempt where key_sha256 = $1";
    private const string TakeBackSql = """
        update core.sign_in_attempt set failures = greatest(failures - 1, 0), wait_until = '-infinity'
        where key_sha256 = $1
        """;

    private const string SweepSql = """
        delete from core.sign_in_attempt where key_sha256 in (
          select key_sha256 from core.sign_in_attempt where last_at < $1 - interval '1 hour'
          limit 100 for update skip locked)
        """;

    public async Task<Duration?> BeginAsync(
        IReadOnlyList<AttemptKey> keys, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(SweepSql, cancellation, now.ToUtc());
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var key in keys)
        {
            if (await connection.RunAsync(CountSql, cancellation, key.Hash, now.ToUtc()) == 0)
            {
                var until = await connection.ScalarAsync<DateTime>(UntilSql, cancellation, key.Hash);
                return Instant.FromDateTimeUtc(until) - now;
            }

            await connection.RunAsync(
                DelaySql, cancellation, key.Hash, now.ToUtc(), key.Free, (double)key.MostSeconds);
        }

        await transaction.CommitAsync(cancellation);
        return null;
    }

    public async Task ForgiveAsync(IReadOnlyList<AttemptKey> keys, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        foreach (var key in keys)
        {
            if (key.Forgets) await connection.RunAsync(ForgetSql, cancellation, key.Hash);
            else await connection.RunAsync(TakeBackSql, cancellation, key.Hash);
        }
    }
}
