using NodaTime;

namespace Cer.Operations.Alarms;

/// <summary>What became of an alarm, or what somebody did about it.</summary>
/// <param name="Event">raised, changed, acknowledged, muted, unmuted or resolved.</param>
/// <param name="At">When.</param>
/// <param name="Who">By whom: a person's name, or the workflow.</param>
/// <param name="Reason">Why; of a change, what was said until then.</param>
/// <param name="Until">Of a mute, until when.</param>
public sealed record AlarmEvent(string Event, Instant At, string Who, string? Reason, Instant? Until);
