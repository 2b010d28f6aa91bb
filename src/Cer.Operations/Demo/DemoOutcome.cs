using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>What became of the wish for an invented community.</summary>
public abstract record DemoOutcome
{
    private DemoOutcome()
    {
    }

    /// <summary>It is there now, with its months that are over settled.</summary>
    /// <param name="First">The first month.</param>
    /// <param name="Running">The month that is not over.</param>
    /// <param name="Messages">How many messages were sent.</param>
    /// <param name="Readings">What became of their readings, accepted lines of the new meter included.</param>
    /// <param name="Accepted">How many lines of the new meter were accepted.</param>
    public sealed record Made(
        YearMonth First, YearMonth Running, int Messages, Ports.AppendCounts Readings, int Accepted) : DemoOutcome;

    /// <summary>It was there already; nothing was changed.</summary>
    public sealed record AlreadyThere : DemoOutcome;

    /// <summary>Real communities live here, and invented prices would touch them; nothing was done.</summary>
    public sealed record NotEmpty : DemoOutcome;
}
