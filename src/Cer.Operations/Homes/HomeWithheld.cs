namespace Cer.Operations.Homes;

/// <summary>The sums that are not told, for too few private members are behind them.</summary>
/// <param name="Produced">What is made.</param>
/// <param name="Injected">What is given to the grid.</param>
/// <param name="Withdrawn">What is taken from it.</param>
public sealed record HomeWithheld(bool Produced, bool Injected, bool Withdrawn)
{
    /// <summary>What is shared is the lesser of what is given and taken: one of the two.</summary>
    public bool Shared => Injected || Withdrawn;
}
