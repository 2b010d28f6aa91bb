namespace Cer.Settlement.Detecting;

/// <summary>A span of a series that somebody should look at.</summary>
/// <param name="Kind">What seems wrong.</param>
/// <param name="From">Place of its first quarter in the series.</param>
/// <param name="To">Place after its last.</param>
/// <param name="Amounts">The micro-kWh concerned, quarter by quarter; null when nobody can tell.</param>
public sealed record Doubt(DoubtKind Kind, int From, int To, IReadOnlyList<long>? Amounts)
{
    /// <summary>The micro-kWh concerned; null when nobody can tell.</summary>
    public long? Amount => Amounts?.Sum();
}
