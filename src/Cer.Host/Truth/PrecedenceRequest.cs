namespace Cer.Host.Truth;

/// <summary>A decision about which class of readings goes before which.</summary>
/// <param name="Point">Number of the point; all points when null.</param>
/// <param name="From">First day.</param>
/// <param name="Classes">The four classes, the one that goes first at the head.</param>
/// <param name="Reason">Why.</param>
internal sealed record PrecedenceRequest(int? Point, string? From, IReadOnlyList<string>? Classes, string? Reason);
