using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>The turns as locks of one session: they end with its connection, whatever becomes of the server that has them.</summary>
/// <remarks>A connection for each community would leave a server of a hundred communities none for anything else.</remarks>
public sealed class HomeTurn(NpgsqlDataSource db) : IHomeTurn, IAsyncDisposable
{
    private const string TakeSql = "select pg_try_advisory_lock(hashtext('core.home_turn'), $1)";
    private const string LetGoSql = "select pg_advisory_unlock(hashtext('core.home_turn'), $1)";

    private readonly SemaphoreSlim _gate = new(1);
    private Session? _session;

    public async Task<IHeldTurn?> TryTakeAsync(CommunityId community, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var session = await SessionAsync(cancellation);
            // The database gives a session its own lock a second time.
            if (session.Held.Contains(community)) return null;
            if (!await session.Connection.ScalarAsync<bool>(TakeSql, cancellation, community.Value)) return null;
            session.Held.Add(community);
            return new Turn(this, session, community);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Somebody may just be letting go. The gate stays, for who comes after: without a session there is nothing to do.
        await _gate.WaitAsync();
        try
        {
            if (_session is { } session) await session.Connection.DisposeAsync();
            _session = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Session> SessionAsync(CancellationToken cancellation)
    {
        if (_session is { Connection.State: System.Data.ConnectionState.Open } open) return open;
        if (_session is { } lost) await lost.Connection.DisposeAsync();
        _session = null;
        return _session = new(await db.OpenConnectionAsync(cancellation));
    }

    private async Task CheckAsync(Session session, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_session != session || session.Connection.State != System.Data.ConnectionState.Open)
                throw new NpgsqlException("The connection that held the turn is lost.");
            await session.Connection.ScalarAsync<int>("select 1", cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LetGoAsync(Session session, CommunityId community)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (!session.Held.Remove(community) || _session != session) return;
            if (session.Connection.State == System.Data.ConnectionState.Open)
                await session.Connection.ScalarAsync<bool>(LetGoSql, CancellationToken.None, community.Value);
        }
        catch (NpgsqlException)
        {
            // With the connection the lock is gone too.
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed record Session(NpgsqlConnection Connection)
    {
        public HashSet<CommunityId> Held { get; } = [];
    }

    private sealed class Turn(HomeTurn turns, Session session, CommunityId community) : IHeldTurn
    {
        public Task CheckAsync(CancellationToken cancellation) => turns.CheckAsync(session, cancellation);

        public async ValueTask DisposeAsync() => await turns.LetGoAsync(session, community);
    }
}
