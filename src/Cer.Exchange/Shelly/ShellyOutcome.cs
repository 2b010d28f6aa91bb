namespace Cer.Exchange.Shelly;

/// <summary>What became of a message of a Shelly device.</summary>
public abstract record ShellyOutcome
{
    private ShellyOutcome()
    {
    }

    /// <summary>It tells of these counters; of none when it is about something else.</summary>
    public sealed record Read(IReadOnlyList<ShellyCounters> Counters) : ShellyOutcome;

    public sealed record Refused(string Reason) : ShellyOutcome;
}
