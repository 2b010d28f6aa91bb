using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Powers of the moment: of each meter its newest reading, while that tells of now; kW, null is not known.</summary>
/// <param name="Produced">What the generators make, by the production meters that were heard.</param>
/// <param name="Injected">What the points give to the grid.</param>
/// <param name="Withdrawn">What they take from it.</param>
/// <param name="Heard">How many points were heard of late.</param>
/// <param name="Expected">How many there are.</param>
public sealed record HomePower(decimal? Produced, decimal? Injected, decimal? Withdrawn, int Heard, int Expected)
{
    /// <summary>The end of the oldest reading among them: so new the whole is.</summary>
    public Instant? Until { get; init; }

    /// <summary>What is shared at the moment: the lesser of the two.</summary>
    public decimal? Shared => Injected is { } injected && Withdrawn is { } withdrawn ? Math.Min(injected, withdrawn) : null;
}
