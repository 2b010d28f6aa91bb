using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Submitting;

/// <summary>A package that is held: by a lock of a connection, which is gone when its holder is.</summary>
internal sealed class SubmissionClaim(NpgsqlConnection connection, CommunityId community, int id) : IAsyncDisposable
{
    private const string ReleaseSql = "select pg_advisory_unlock(hashtext('core.submission.' || $1), $2)";

    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.ScalarAsync<bool>(ReleaseSql, CancellationToken.None, community.ToString(), id);
        }
        catch (NpgsqlException)
        {
            // The connection broke, and the lock with it.
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }
}
