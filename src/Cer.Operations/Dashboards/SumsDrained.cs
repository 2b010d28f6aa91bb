namespace Cer.Operations.Dashboards;

/// <summary>How far the sums are.</summary>
/// <param name="Done">Days and months that were summed.</param>
/// <param name="Left">How many wait.</param>
public sealed record SumsDrained(int Done, int Left);
