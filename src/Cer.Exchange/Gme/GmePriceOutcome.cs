using Cer.Domain.Metering;

namespace Cer.Exchange.Gme;

/// <summary>What became of a text that should be a file of day-ahead prices.</summary>
public abstract record GmePriceOutcome
{
    private GmePriceOutcome()
    {
    }

    /// <summary>Every price of the file, by zone and time.</summary>
    public sealed record Read(IReadOnlyList<ZonePrice> Prices) : GmePriceOutcome;

    /// <summary>Nothing of the file is used; each fault with its line.</summary>
    public sealed record Refused(IReadOnlyList<GmeFault> Faults) : GmePriceOutcome;
}
