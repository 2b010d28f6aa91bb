using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A place in the ranking of a month, by a nickname that its bearer chose to show.</summary>
/// <param name="Month">Which month.</param>
/// <param name="Place">From one.</param>
/// <param name="Nickname">What it is called.</param>
/// <param name="Share">Which part of what it took was shared, from 0 to 1.</param>
/// <param name="IsOwn">Whether it is the member who asks.</param>
public sealed record RankedName(YearMonth Month, int Place, string Nickname, double Share, bool IsOwn);
