using NodaTime;

namespace Cer.Operations.Keeping;

/// <summary>A month of all communities that is older than the shortest term.</summary>
/// <param name="Kind">Quarter hours or hours.</param>
/// <param name="Month">The month, by the clock of UTC.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Bytes">What it takes on the disk.</param>
/// <param name="Obstacle">Why it may not go yet; null when it may.</param>
public sealed record OldMonth(KeptKind Kind, YearMonth Month, long Rows, long Bytes, string? Obstacle)
{
    /// <summary>The obstacle that goes by itself.</summary>
    public const string InUse = "Found the month in use, expected a moment in which nobody reads or writes: it is tried again.";
}
