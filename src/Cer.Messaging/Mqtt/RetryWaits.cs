namespace Cer.Messaging.Mqtt;

/// <summary>How long to wait before the next try: twice as long each time, within bounds, and never all at once.</summary>
internal sealed class RetryWaits(Random chance)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    /// <summary>Between a half and the whole of it, so that a thousand clients do not come back in the same second.</summary>
    public TimeSpan Next()
    {
        var wait = _next * (0.5 + (chance.NextDouble() / 2));
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return wait;
    }

    public void Reset() => _next = First;
}
