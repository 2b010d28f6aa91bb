using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Exchange.Submissions;

/// <summary>An hour of a point, or of one of its units; null is missing.</summary>
/// <param name="Pod">Code of the point.</param>
/// <param name="Unit">The unit that injected; null for the point itself.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Produced">What the unit made, by a production meter.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from it.</param>
/// <param name="Quality">How it came to be known.</param>
public sealed record PackageHour(
    string Pod, string? Unit, MarketHour Hour, Energy? Produced, Energy? Injected, Energy? Withdrawn, Quality? Quality);
