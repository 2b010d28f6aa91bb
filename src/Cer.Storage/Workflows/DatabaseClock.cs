using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>The clock of the database, kept in step once a minute: nodes that disagree about the hour fire at the same time.</summary>
public sealed class DatabaseClock : TimeProvider, IAsyncDisposable
{
    private readonly NpgsqlDataSource _db;
    private readonly TimeProvider _own;
    private readonly CancellationTokenSource _over = new();
    private Task _keeping = Task.CompletedTask;
    private long _ahead;

    private DatabaseClock(NpgsqlDataSource db, TimeProvider own) => (_db, _own) = (db, own);

    /// <summary>Measures once, and goes on measuring until it is disposed of.</summary>
    public static async Task<DatabaseClock> OpenAsync(NpgsqlDataSource db, TimeProvider own, CancellationToken cancellation)
    {
        var clock = new DatabaseClock(db, own);
        await clock.MeasureAsync(cancellation);
        clock._keeping = clock.KeepAsync();
        return clock;
    }

    public override DateTimeOffset GetUtcNow() => _own.GetUtcNow() + new TimeSpan(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => _own.GetTimestamp();

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _keeping;
        _over.Dispose();
    }

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        await using var connection = await _db.OpenConnectionAsync(cancellation);
        var before = _own.GetUtcNow();
        var there = await connection.ScalarAsync<DateTime>("select clock_timestamp()", cancellation);
        // The answer was made about half way between question and answer.
        var middle = before + ((_own.GetUtcNow() - before) / 2);
        Volatile.Write(ref _ahead, (new DateTimeOffset(there, TimeSpan.Zero) - middle).Ticks);
    }

    private async Task KeepAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(1), _over.Token);
                await MeasureAsync(_over.Token);
            }
            catch (Exception)
            {
                // Stopped, or the database is away: what was measured last still holds.
            }
        }
    }
}
