namespace Cer.Operations.Watching;

/// <summary>A number of an anomaly.</summary>
/// <param name="Name">What it is: made, expected, used, usual, before, now, missing, due, ours, theirs.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">kWh, % or h.</param>
public sealed record AnomalyFigure(string Name, decimal Value, string Unit);
