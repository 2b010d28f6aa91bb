using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Ports;

/// <summary>What a point, or one of its units, gave and took in an hour; null is missing.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Unit">The unit that injected; null for the point itself.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from the grid.</param>
/// <param name="Quality">The least certain quality among the readings; null when nothing is known.</param>
public sealed record MeterHour(
    Pod Pod, string? Unit, MarketHour Hour, Energy? Injected, Energy? Withdrawn, Quality? Quality)
{
    /// <summary>Energy that the unit made, by its production meter; never settled.</summary>
    public Energy? Produced { get; init; }
}
