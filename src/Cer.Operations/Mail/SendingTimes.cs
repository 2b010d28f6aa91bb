namespace Cer.Operations.Mail;

/// <summary>How long sending waits for what.</summary>
public sealed record SendingTimes
{
    /// <summary>How long a sender holds a letter: longer than the longest wait for a server's answer.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>Before a letter that was put off is tried again; twice as long each time.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long a letter is tried (RFC 5321 4.5.4.1 names four to five days).</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(4);

    /// <summary>Between two letters of this node, where a provider counts them; zero for none.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.Zero;

    /// <summary>The wait after so many tries: doubled, bounded, and between three quarters and the whole of it.</summary>
    public TimeSpan WaitAfter(int tries, Random chance)
    {
        var doubled = FirstWait.TotalSeconds * Math.Pow(2, Math.Clamp(tries - 1, 0, 30));
        return TimeSpan.FromSeconds(Math.Min(doubled, LongestWait.TotalSeconds) * (0.75 + (chance.NextDouble() / 4)));
    }
}
