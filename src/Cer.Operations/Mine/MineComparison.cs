using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A whole month of a member beside the same month a year before, and beside its peers.</summary>
/// <param name="Month">The month; null while no whole month is known.</param>
/// <param name="Own">The member's.</param>
/// <param name="Before">The member's of a year before; null when it is not known.</param>
/// <param name="Peers">The mean of the other households; null with fewer than five.</param>
public sealed record MineComparison(YearMonth? Month, MineMonth? Own, MineMonth? Before, PeerMonth? Peers);
