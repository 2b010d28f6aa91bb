namespace Cer.Messaging.Submitting;

/// <summary>Keeps calls apart, so that a minute has no more than so many.</summary>
internal sealed class Pace(int perMinute, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _made = new();

    /// <summary>Waits for a place.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (Left() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation);
    }

    // A minute's calls may come at once, as those of one package do; the next wait until the first of them is a minute old.
    private TimeSpan Left()
    {
        lock (_gate)
        {
            while (_made.TryPeek(out var first) && time.GetElapsedTime(first) >= TimeSpan.FromMinutes(1)) _made.Dequeue();
            if (_made.Count < perMinute)
            {
                _made.Enqueue(time.GetTimestamp());
                return TimeSpan.Zero;
            }

            var left = TimeSpan.FromMinutes(1) - time.GetElapsedTime(_made.Peek());
            return left > TimeSpan.FromMilliseconds(10) ? left : TimeSpan.FromMilliseconds(10);
        }
    }
}
