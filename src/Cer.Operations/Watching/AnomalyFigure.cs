namespace Cer.Operations.Watching;

/// <summary>A number of an anomaly.</summary>
/// <param name="Name">What it is: made, expected, used, usual, before, now, missing, due, ours, theirs.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">kWh, %, h, d or EUR.</param>
public sealed record AnomalyFigure(string Name, decimal Value, string Unit);
