using Cer.Operations.Alarms;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Alarms;

/// <summary>An alarm as the interface tells it.</summary>
internal sealed record AlarmRow(
    long Id,
    string Key,
    string Kind,
    string Severity,
    string Title,
    string Text,
    string Place,
    IReadOnlyList<AlarmFigure> Figures,
    string Since,
    string RaisedAt,
    string SeenAt,
    string? ResolvedAt,
    string? AcknowledgedAt,
    string? AcknowledgedBy,
    string? MutedUntil,
    bool Open)
{
    public static AlarmRow Of(Alarm alarm, Instant now) => new(
        alarm.Id,
        alarm.What.Key,
        alarm.What.Kind,
        alarm.What.Severity,
        alarm.What.Title,
        alarm.What.Detail,
        alarm.What.Place,
        alarm.What.Figures,
        At(alarm.What.Since)!,
        At(alarm.RaisedAt)!,
        At(alarm.SeenAt)!,
        At(alarm.ResolvedAt),
        At(alarm.AcknowledgedAt),
        alarm.AcknowledgedBy,
        alarm.MutedUntil > now ? At(alarm.MutedUntil) : null,
        alarm.ResolvedAt is null);

    public static string? At(Instant? at) => at is { } instant ? InstantPattern.General.Format(instant) : null;
}
