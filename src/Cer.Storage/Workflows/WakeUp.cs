using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Listens to the database for news of workflows, on a connection of its own.</summary>
public sealed class WakeUp : IWakeUp, IAsyncDisposable
{
    private readonly NpgsqlDataSource _db;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _listening;
    private readonly TaskCompletionSource[] _heard = [.. Enum.GetValues<News>().Select(_ => New())];

    public WakeUp(NpgsqlDataSource db)
    {
        _db = db;
        _listening = ListenAsync();
    }

    public Task Next(News news) => Volatile.Read(ref _heard[(int)news]).Task;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _listening;
        _over.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Hear(string said)
    {
        foreach (var news in Enum.GetValues<News>())
            if (said.Length == 0 || said == news.ToString()) Interlocked.Exchange(ref _heard[(int)news], New()).TrySetResult();
    }

    private async Task ListenAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _db.OpenConnectionAsync(_over.Token);
                connection.Notification += (_, said) => Hear(said.Payload);
                await connection.RunAsync("listen wf", _over.Token);
                while (true) await connection.WaitAsync(_over.Token);
            }
            catch (Exception) when (!_over.IsCancellationRequested)
            {
                // The database is away: until it is back the poll alone finds what is due.
                await Task.Delay(TimeSpan.FromSeconds(2), _over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
