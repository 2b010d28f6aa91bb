using Cer.Operations.Dashboards;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>The sums of hours in PostgreSQL: made there, by functions that read and write no row twice over the wire.</summary>
/// <remarks>Always in a transaction of its own: who waits for a day is not to wait for another's work.</remarks>
public sealed class SumStore(NpgsqlDataSource db) : ISumStore
{
    private const int LongestSeconds = 300;

    private const string TakeSql = "select core.take_sums($1, case when $2 then 'infinity' else now() end)";

    private const string WaitingSql =
        "select count(*)::int from (select distinct community_id, kind, day from core.sum_due) as waiting";

    private const string PutOffSql =
        "select count(distinct (community_id, kind, day))::int from core.sum_due where problem is not null";

    private const string SilentSql = "select core.put_silent_days($1)";

    public async Task<int> TakeAsync(int most, bool early, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var command = connection.Command(TakeSql, most, early);
        command.CommandTimeout = LongestSeconds;
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<int> WaitingAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<int>(WaitingSql, cancellation);
    }

    public async Task<int> PutOffAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<int>(PutOffSql, cancellation);
    }

    public async Task PutSilentDaysAsync(LocalDate today, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(SilentSql, cancellation, today.ToColumn());
    }
}
