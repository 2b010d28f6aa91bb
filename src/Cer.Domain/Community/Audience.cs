using Cer.Domain.Codes;

namespace Cer.Domain.Community;

/// <summary>The members that share an amount, and by what.</summary>
/// <param name="Members">Ids of those who may share, whether or not they are in the configuration that month.</param>
/// <param name="Key">By what it is split.</param>
/// <param name="Weights">Weights of the fixed key by member id; a member without one has zero.</param>
public sealed record Audience(
    IReadOnlyList<string> Members, DistributionKey Key, IReadOnlyDictionary<string, decimal> Weights);
