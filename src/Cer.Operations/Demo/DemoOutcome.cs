using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>What became of the wish for an invented community.</summary>
public abstract record DemoOutcome
{
    private DemoOutcome()
    {
    }

    /// <summary>It is there now, with a settled month.</summary>
    public sealed record Made(YearMonth Month, int Messages, int Readings) : DemoOutcome;

    /// <summary>It was there already; nothing was changed.</summary>
    public sealed record AlreadyThere : DemoOutcome;

    /// <summary>Real communities live here, and invented prices would touch them; nothing was done.</summary>
    public sealed record NotEmpty : DemoOutcome;
}
