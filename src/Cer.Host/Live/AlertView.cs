using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Live;

/// <summary>An alert as the interface tells it: the point by its number, never by its code.</summary>
internal sealed record AlertView(
    string Kind, string Device, int? Point, string Since, string RaisedAt, string? ResolvedAt, bool Open)
{
    public static AlertView Of(Alert alert) => new(
        alert.Kind,
        alert.Device,
        alert.Point,
        Text(alert.Since),
        Text(alert.RaisedAt),
        alert.ResolvedAt is { } resolved ? Text(resolved) : null,
        alert.ResolvedAt is null);

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
