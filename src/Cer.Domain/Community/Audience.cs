using Cer.Domain.Codes;
using Cer.Domain.Formulas;

namespace Cer.Domain.Community;

/// <summary>The members that share an amount, and by what.</summary>
/// <param name="Members">Ids of those who may share, whether or not they are in the configuration that month.</param>
/// <param name="Key">By what it is split.</param>
/// <param name="Weights">
/// Weights by member id: of the fixed key, where a member without one has zero; of the solidarity key, where it has one.
/// </param>
public sealed record Audience(
    IReadOnlyList<string> Members, DistributionKey Key, IReadOnlyDictionary<string, decimal> Weights)
{
    /// <summary>The key that the solidarity weights multiply.</summary>
    public DistributionKey Base { get; init; } = DistributionKey.Equal;

    /// <summary>The formula of the custom key.</summary>
    public WeightFormula? Formula { get; init; }

    /// <summary>Whether its weights are known only when the month is settled, and not by a key that files have.</summary>
    public bool IsOfTheProduct => Key is DistributionKey.Solidarity or DistributionKey.Custom;
}
