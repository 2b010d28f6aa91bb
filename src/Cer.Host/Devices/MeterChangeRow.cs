using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Devices;

/// <summary>A changed serial of a meter as the interface tells it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Device">The device that tells it.</param>
/// <param name="Point">Number of its point.</param>
/// <param name="Label">The last four characters of the point's code.</param>
/// <param name="Meter">M1 or M2.</param>
/// <param name="Unit">The unit, where the meter measures one.</param>
/// <param name="Former">The serial until then.</param>
/// <param name="FormerUntil">End of the last quarter known before; null where none was.</param>
/// <param name="Serial">The serial since.</param>
/// <param name="Since">Start of the first quarter with it.</param>
internal sealed record MeterChangeRow(
    int Id,
    string Device,
    int Point,
    string Label,
    string Meter,
    string? Unit,
    string Former,
    string? FormerUntil,
    string Serial,
    string Since)
{
    public static MeterChangeRow Of(MeterChange change) => new(
        change.Id,
        change.Device,
        change.Point,
        change.Pod[^4..],
        Asked.Meter(change.Meter),
        change.Unit,
        change.Former,
        change.FormerUntil is { } until ? InstantPattern.General.Format(until) : null,
        change.Serial,
        InstantPattern.General.Format(change.Since));
}
