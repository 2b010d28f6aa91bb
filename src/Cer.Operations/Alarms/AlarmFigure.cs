namespace Cer.Operations.Alarms;

/// <summary>A number of an alarm, with what it is and its unit.</summary>
public sealed record AlarmFigure(string Name, decimal Value, string Unit);
