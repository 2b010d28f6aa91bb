using System.Data;
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

    private const string LetAllGoSql = "select pg_advisory_unlock_all()";

    private readonly SemaphoreSlim _gate = new(1);
    private Session? _session;
    private bool _isOver;

    public Task<IHeldTurn?> TryTakeAsync(CommunityId community, CancellationToken cancellation) => AloneAsync<IHeldTurn?>(
        async () =>
        {
            var session = await SessionAsync(cancellation);
            // The database gives a session its own lock a second time.
            if (session.Held.Contains(community)) return null;
            if (!await session.Connection.ScalarAsync<bool>(TakeSql, cancellation, community.Value)) return null;
            session.Held.Add(community);
            return new Turn(this, session, community);
        },
        cancellation);

    /// <summary>Lets all go. Who still holds a turn then may let it go afterwards: the gate stays.</summary>
    public async ValueTask DisposeAsync() => await AloneAsync(
        async () =>
        {
            _isOver = true;
            await LoseAsync();
            return true;
        },
        CancellationToken.None);

    /// <summary>One command at a time; one that did not end well leaves nobody sure of his lock, so the connection goes.</summary>
    private async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        catch
        {
            await LoseAsync();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Session> SessionAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        if (_session is { Connection.State: ConnectionState.Open } open) return open;
        await LoseAsync();
        return _session = new(await db.OpenConnectionAsync(cancellation));
    }

    private async Task LoseAsync()
    {
        var session = _session;
        _session = null;
        if (session is null) return;
        try
        {
            // A connection goes back to its pool as it is: its locks would last until it is used again.
            if (session.Connection.State == ConnectionState.Open)
                await session.Connection.RunAsync(LetAllGoSql, CancellationToken.None);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // Then it is broken, and ends as it is closed.
        }
        finally
        {
            await session.Connection.DisposeAsync();
        }
    }

    private async Task CheckAsync(Session session, CancellationToken cancellation)
    {
        var isHeld = await AloneAsync(
            async () => IsOpen(session) && await session.Connection.ScalarAsync<int>("select 1", cancellation) == 1, cancellation);
        if (!isHeld) throw new NpgsqlException("The connection that held the turn is lost.");
    }

    private bool IsOpen(Session session) => _session == session && session.Connection.State == ConnectionState.Open;

    private async Task LetGoAsync(Session session, CommunityId community)
    {
        try
        {
            await AloneAsync(
                async () => session.Held.Remove(community) && IsOpen(session)
                    && await session.Connection.ScalarAsync<bool>(LetGoSql, CancellationToken.None, community.Value),
                CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // With the connection the lock is gone too.
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
