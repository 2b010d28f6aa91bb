using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>The turn as a lock of a session: it ends with the connection, whatever becomes of the server that has it.</summary>
public sealed class HomeTurn(NpgsqlDataSource db) : IHomeTurn
{
    private const string TakeSql = "select pg_try_advisory_lock(hashtext('core.home_turn'), $1)";
    private const string LetGoSql = "select pg_advisory_unlock(hashtext('core.home_turn'), $1)";

    public async Task<IHeldTurn?> TryTakeAsync(CommunityId community, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            if (await connection.ScalarAsync<bool>(TakeSql, cancellation, community.Value)) return new Held(connection, community);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private sealed class Held(NpgsqlConnection connection, CommunityId community) : IHeldTurn
    {
        public Task CheckAsync(CancellationToken cancellation) => connection.ScalarAsync<int>("select 1", cancellation);

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (connection.State == System.Data.ConnectionState.Open)
                    await connection.ScalarAsync<bool>(LetGoSql, CancellationToken.None, community.Value);
            }
            catch (NpgsqlException)
            {
                // With the connection the lock is gone too.
            }
            finally
            {
                await connection.DisposeAsync();
            }
        }
    }
}
