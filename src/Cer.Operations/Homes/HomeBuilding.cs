using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>A point of the municipality: a school, the town hall, the lamps of a street.</summary>
/// <param name="Number">The store's number of the point.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Power">Its power of the moment.</param>
/// <param name="Today">What it took from the grid today, whole hours and quarters that are in.</param>
/// <param name="HeardUntil">The end of its newest reading.</param>
public sealed record HomeBuilding(int Number, string Name, HomePower Power, Energy? Today, Instant? HeardUntil)
{
    /// <summary>What the register of its meter shows, by the key of the entity.</summary>
    public IReadOnlyList<(string Key, Energy Total)> Registers { get; init; } = [];
}
