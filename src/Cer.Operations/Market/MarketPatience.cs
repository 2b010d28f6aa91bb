namespace Cer.Operations.Market;

/// <summary>How long asking for prices waits, and how often it is tried.</summary>
public sealed record MarketPatience
{
    /// <summary>Calls for one span of days before it is put off.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>After the first answer that was none; doubled each time, half of it by chance.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait for a place in the quota; what would wait longer is put off.</summary>
    public TimeSpan QuotaPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The wait after so many tries that failed, between half and the whole of its step.</summary>
    public TimeSpan After(int tries, double chance)
    {
        var step = FirstWait.TotalSeconds * Math.Pow(2, Math.Min(tries - 1, 20));
        return TimeSpan.FromSeconds(Math.Min(step, LongestWait.TotalSeconds) * (0.5 + (chance / 2)));
    }
}
