using System.Data;
using System.Data.Common;
using Cer.Workflows.Running;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>A transaction in which a workflow is run for real, and which is never committed.</summary>
/// <remarks>It sees one still picture, so all stores take part in it. It waits for nobody long, as others may wait for it.</remarks>
public sealed class RehearsalTransaction : IUnitOfWork, IAsyncDisposable
{
    private const string BoundsSql = "set local lock_timeout = '3s'; set local statement_timeout = '30s'";

    private const string LastLetterSql = "select coalesce(max(id), 0) from core.letter where community_id = $1";

    private const string LettersSql =
        "select recipient, subject from core.letter where community_id = $1 and id > $2 order by id limit $3";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly int _tenant;
    private long _lastLetter;
    private int _steps;

    private RehearsalTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, int tenant) =>
        (_connection, _transaction, _tenant) = (connection, transaction, tenant);

    public static async Task<RehearsalTransaction> BeginAsync(NpgsqlDataSource db, int tenant, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var rehearsal = new RehearsalTransaction(connection, transaction, tenant);
            await connection.RunAsync(BoundsSql, cancellation);
            rehearsal._lastLetter = await connection.ScalarAsync<long>(LastLetterSql, cancellation, tenant);
            return rehearsal;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A step begins; what the database refused in the one before is undone, as it would have been.</summary>
    public async ValueTask<DbTransaction> JoinAsync(CancellationToken cancellation)
    {
        try
        {
            await _transaction.SaveAsync(Name(_steps + 1), cancellation);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InFailedSqlTransaction && _steps > 0)
        {
            await _transaction.RollbackAsync(Name(_steps), cancellation);
            await _transaction.SaveAsync(Name(_steps + 1), cancellation);
        }

        _steps++;
        return _transaction;
    }

    /// <summary>The letters that it has put into the outbox.</summary>
    public async Task<IReadOnlyList<(string To, string Subject)>> LettersAsync(int most, CancellationToken cancellation)
    {
        try
        {
            return await _connection.ListAsync(
                LettersSql, row => (row.GetString(0), row.GetString(1)), cancellation, _tenant, _lastLetter, most);
        }
        catch (NpgsqlException)
        {
            // The last step failed, and its letters with it.
            return [];
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever state it is in: without a commit nothing of it has been.
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static string Name(int step) => FormattableString.Invariant($"step_{step}");
}
