namespace Cer.Operations.Intake;

/// <summary>Lets each sender send as much as it may, and tells who sends more how long to wait.</summary>
/// <remarks>
/// By message and by byte, each an allowance that fills up again. In the memory of a node: with several, a sender may
/// send as much to each. What was refused is counted here until <see cref="TakeCounts" /> takes it to the store.
/// </remarks>
public sealed class SenderLimits(SenderBounds bounds, TimeProvider time)
{
    // Senders have an account or a topic that the broker lets them use: more than this is a fault of ours.
    private const int MostSenders = 100_000;

    private readonly Dictionary<SenderKey, Allowance> _allowances = [];
    private readonly Lock _gate = new();
    private Dictionary<(SenderKey Sender, RefusedAtDoor Why), (long Messages, long Bytes)> _refused = [];

    public SenderBounds Bounds { get; } = bounds;

    /// <summary>Takes a message of so many bytes in; otherwise tells when there is room for it again.</summary>
    /// <param name="sender">Who sends it.</param>
    /// <param name="bytes">How large it is.</param>
    /// <param name="devices">For how many devices the sender speaks: a bridge may send as much for each of them.</param>
    public TimeSpan? Refuse(SenderKey sender, long bytes, int devices = 1)
    {
        lock (_gate)
        {
            var allowance = Of(sender, devices);
            allowance.Fill(time.GetTimestamp(), time.TimestampFrequency, Bounds, devices);
            if (allowance.Wait(bytes, Bounds, devices) is { } wait)
            {
                Add(new(sender, RefusedAtDoor.TooMany, 1, bytes));
                return wait;
            }

            allowance.Messages--;
            allowance.Bytes -= bytes;
            return null;
        }
    }

    /// <summary>Counts bytes of a message that was let in before its size was known.</summary>
    public void Charge(SenderKey sender, long bytes)
    {
        lock (_gate) Of(sender, devices: 1).Bytes -= bytes;
    }

    /// <summary>Counts a message whose body could not be read.</summary>
    public void CountBadBody(SenderKey sender, long bytes)
    {
        lock (_gate) Add(new(sender, RefusedAtDoor.BadBody, 1, bytes));
    }

    /// <summary>What was refused since the last call.</summary>
    public IReadOnlyList<SenderCount> TakeCounts()
    {
        lock (_gate)
        {
            if (_refused.Count == 0) return [];
            var taken = _refused;
            _refused = [];
            return [.. taken.Select(one => new SenderCount(one.Key.Sender, one.Key.Why, one.Value.Messages, one.Value.Bytes))];
        }
    }

    /// <summary>Counts again what could not be stored.</summary>
    public void PutBack(IEnumerable<SenderCount> counts)
    {
        lock (_gate)
        {
            foreach (var count in counts) Add(count);
        }
    }

    private void Add(SenderCount count)
    {
        var (messages, bytes) = _refused.GetValueOrDefault((count.Sender, count.Why));
        _refused[(count.Sender, count.Why)] = (messages + count.Messages, bytes + count.Bytes);
    }

    private Allowance Of(SenderKey sender, int devices)
    {
        if (_allowances.TryGetValue(sender, out var known)) return known;
        // Whose allowance is full again is as good as new; if none is, all begin anew.
        if (_allowances.Count >= MostSenders) _allowances.Clear();
        return _allowances[sender] = new()
        {
            Messages = (double)Bounds.Messages * devices,
            Bytes = (double)Bounds.Bytes * devices,
            FilledAt = time.GetTimestamp(),
        };
    }

    private sealed class Allowance
    {
        public double Messages { get; set; }

        public double Bytes { get; set; }

        public long FilledAt { get; set; }

        public void Fill(long now, long frequency, SenderBounds bounds, int devices)
        {
            var seconds = Math.Max(0, (now - FilledAt) / (double)frequency);
            FilledAt = now;
            Messages = Math.Min((double)bounds.Messages * devices, Messages + (seconds * bounds.MessagesPerSecond * devices));
            Bytes = Math.Min((double)bounds.Bytes * devices, Bytes + (seconds * bounds.BytesPerSecond * devices));
        }

        // A message larger than all that may come at once waits until the allowance is full, not for ever.
        public TimeSpan? Wait(long bytes, SenderBounds bounds, int devices)
        {
            var lacking = Math.Max(
                (1 - Messages) / bounds.MessagesPerSecond / devices,
                (Math.Min(bytes, bounds.Bytes) - Bytes) / bounds.BytesPerSecond / devices);
            return lacking > 0 ? TimeSpan.FromSeconds(lacking) : null;
        }
    }
}
