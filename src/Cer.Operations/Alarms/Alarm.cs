using NodaTime;

namespace Cer.Operations.Alarms;

/// <summary>An alarm as it stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="What">What was raised, as it was last told.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="SeenAt">When it was last found to be so.</param>
/// <param name="ResolvedAt">When it was over; null while it is not.</param>
/// <param name="AcknowledgedAt">When somebody took note of it.</param>
/// <param name="AcknowledgedBy">Who did.</param>
/// <param name="MutedUntil">Until when nobody is written to about the incident.</param>
public sealed record Alarm(
    long Id,
    NewAlarm What,
    Instant RaisedAt,
    Instant SeenAt,
    Instant? ResolvedAt,
    Instant? AcknowledgedAt,
    string? AcknowledgedBy,
    Instant? MutedUntil);
