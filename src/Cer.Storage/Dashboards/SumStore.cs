using Cer.Operations.Dashboards;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>The sums of hours in PostgreSQL: made there, by functions that read and write no row twice over the wire.</summary>
/// <remarks>
/// One day is held in a transaction, and summed in another: if that one is cut off, nobody tries the day again at once, and who waits
/// for a day does not wait for another's work.
/// </remarks>
/// <param name="db">The store.</param>
/// <param name="patience">How long one day may take; five minutes when left out.</param>
public sealed class SumStore(NpgsqlDataSource db, TimeSpan? patience = null) : ISumStore
{
    private const string HoldSql = "select * from core.hold_sum(case when $1 then 'infinity' else now() end)";

    private const string TakeSql = "select core.take_sum($1, $2, $3)";

    private const string OffSql = "select core.put_sum_off($1, $2, $3, $4::text)";

    private const string LookSql = """
        select count(distinct (community_id, kind, day))::int,
          (count(distinct (community_id, kind, day)) filter (where problem is not null))::int,
          extract(epoch from now() - min(put_at))::double precision
        from core.sum_due
        """;

    private const string SilentSql = "select core.put_silent_days($1)";

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromMinutes(5);

    public async Task<int> TakeAsync(int most, bool early, CancellationToken cancellation)
    {
        var done = 0;
        for (var i = 0; i < most && await HoldAsync(early, cancellation) is { } held; i++)
            if (await SumAsync(held, cancellation)) done++;
        return done;
    }

    public async Task<int> WaitingAsync(CancellationToken cancellation) => (await LookAsync(cancellation)).Days;

    public async Task<int> PutOffAsync(CancellationToken cancellation) => (await LookAsync(cancellation)).PutOff;

    public async Task<WaitingSums> LookAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            LookSql,
            row => new WaitingSums(row.GetInt32(0), row.GetInt32(1), row.IsDBNull(2) ? null : Duration.FromSeconds(row.GetDouble(2))),
            cancellation);
        return rows[0];
    }

    public async Task PutSilentDaysAsync(LocalDate today, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(SilentSql, cancellation, today.ToColumn());
    }

    private async Task<Held?> HoldAsync(bool early, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            HoldSql, row => new Held(row.GetInt32(0), row.GetString(1), row.GetFieldValue<DateOnly>(2)), cancellation, early);
        return rows.FirstOrDefault();
    }

    private async Task<bool> SumAsync(Held held, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await db.OpenConnectionAsync(cancellation);
            await using var command = connection.Command(TakeSql, held.Community, held.Kind, held.Day);
            command.CommandTimeout = (int)_patience.TotalSeconds;
            return (bool)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Who stops us says nothing against the day.
            await PutOffAsync(held, null);
            throw;
        }
        catch (PostgresException fault)
        {
            await PutOffAsync(held, fault.SqlState);
            return false;
        }
        catch (NpgsqlException fault) when (fault.InnerException is TimeoutException)
        {
            await PutOffAsync(held, PostgresErrorCodes.QueryCanceled);
            return false;
        }
    }

    /// <remarks>If the server is gone the hold lapses by itself.</remarks>
    private async Task PutOffAsync(Held held, string? problem)
    {
        await using var connection = await db.OpenConnectionAsync(CancellationToken.None);
        await connection.RunAsync(OffSql, CancellationToken.None, held.Community, held.Kind, held.Day, problem);
    }

    private sealed record Held(int Community, string Kind, DateOnly Day);
}
