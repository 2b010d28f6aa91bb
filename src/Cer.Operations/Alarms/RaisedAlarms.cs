namespace Cer.Operations.Alarms;

/// <summary>What raising came to.</summary>
/// <param name="Raised">Alarms that are new, with their numbers, and whether nobody is to be written to.</param>
/// <param name="Lasting">How many were open already.</param>
/// <param name="Resolved">How many were found to be over.</param>
public sealed record RaisedAlarms(IReadOnlyList<(long Id, NewAlarm Alarm, bool IsMuted)> Raised, int Lasting, int Resolved);
