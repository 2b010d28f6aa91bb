using NodaTime;

namespace Cer.Operations.Market;

/// <summary>What the market's operator answered.</summary>
public abstract record MarketAnswer
{
    private MarketAnswer()
    {
    }

    /// <summary>An archive of prices.</summary>
    public sealed record Given(ReadOnlyMemory<byte> Archive) : MarketAnswer;

    /// <summary>Not asked yet: our own count of the quota says to wait.</summary>
    public sealed record Wait(Duration For) : MarketAnswer;

    /// <summary>It did not work this time.</summary>
    /// <param name="Sentence">What was found and what was expected.</param>
    /// <param name="IsLasting">Whether somebody must mend something before asking again makes sense.</param>
    public sealed record Trouble(string Sentence, bool IsLasting) : MarketAnswer;
}
