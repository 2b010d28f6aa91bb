namespace Cer.Host.Truth;

/// <summary>A point by its number and the last four characters of its code.</summary>
internal sealed record PointLabel(int Id, string Label);
