using Cer.Domain;

namespace Cer.Settlement.Years;

/// <summary>The surplus premium of one set of units in a year; set a has no capital grant, set b has one.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Name">a or b.</param>
/// <param name="Months">How many months of the year it stands on.</param>
/// <param name="Incentivised">Micro-kWh that earned the TIP.</param>
/// <param name="Injected">Micro-kWh injected by the set's units in their right.</param>
/// <param name="Threshold">Share above which the premium is surplus.</param>
/// <param name="Premium">TIP of the set: the months' cents.</param>
/// <param name="Surplus">What of it is surplus.</param>
public sealed record SurplusSet(
    int Year, string Name, int Months, Int128 Incentivised, Int128 Injected, decimal Threshold, Money Premium, Money Surplus)
{
    /// <summary>Incentivised over injected; zero without injection: regulation Q19.</summary>
    public Fraction Ratio => Injected == 0
        ? Fraction.Zero
        : new((System.Numerics.BigInteger)Incentivised, (System.Numerics.BigInteger)Injected);
}
