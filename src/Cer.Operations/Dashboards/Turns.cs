namespace Cer.Operations.Dashboards;

/// <summary>Lets each person have a few queries under way at once; a few more wait a moment for their turn.</summary>
internal sealed class Turns(TimeSpan patience, int atOnce = Turns.AtOnce)
{
    public const int AtOnce = 4;
    private const int MostWaiting = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue> _queues = [];

    /// <summary>A turn to be given back by disposing it; null when none came in time.</summary>
    public async Task<IDisposable?> TakeAsync(string who, CancellationToken cancellation)
    {
        Queue queue;
        lock (_lock)
        {
            if (!_queues.TryGetValue(who, out queue!)) _queues.Add(who, queue = new(atOnce));
            if (queue.Present >= atOnce + MostWaiting) return null;
            queue.Present++;
        }

        var isMine = false;
        try
        {
            isMine = await queue.Free.WaitAsync(patience, cancellation);
            return isMine ? new Turn(this, who, queue) : null;
        }
        finally
        {
            if (!isMine) Leave(who, queue);
        }
    }

    private void Leave(string who, Queue queue)
    {
        lock (_lock)
        {
            if (--queue.Present > 0) return;
            _queues.Remove(who);
            queue.Free.Dispose();
        }
    }

    private sealed class Queue(int atOnce)
    {
        public SemaphoreSlim Free { get; } = new(atOnce);

        public int Present { get; set; }
    }

    private sealed class Turn(Turns turns, string who, Queue queue) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (_isOver) return;
            _isOver = true;
            queue.Free.Release();
            turns.Leave(who, queue);
        }
    }
}
