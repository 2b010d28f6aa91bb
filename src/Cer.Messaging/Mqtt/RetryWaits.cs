namespace Cer.Messaging.Mqtt;

/// <summary>How long to wait before the next try: twice as long each time, within bounds, and never all at once.</summary>
/// <param name="chance">What tells clients apart.</param>
/// <param name="first">The longest that the first wait may be.</param>
/// <param name="longest">The longest of all.</param>
/// <param name="least">The part of a wait that is waited at least.</param>
internal sealed class RetryWaits(Random chance, TimeSpan first, TimeSpan longest, double least)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _first = first;
    private TimeSpan _next = first;

    public RetryWaits(Random chance)
        : this(chance, First, Longest, 0.5)
    {
    }

    /// <summary>Between a part and the whole of it, so that a thousand clients do not come back in the same second.</summary>
    public TimeSpan Next()
    {
        var wait = _next * (least + (chance.NextDouble() * (1 - least)));
        _next = _next * 2 < longest ? _next * 2 : longest;
        return wait;
    }

    public void Reset() => _next = _first;
}
