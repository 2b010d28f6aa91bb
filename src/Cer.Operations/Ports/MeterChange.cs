using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A device names another meter than before: possibly it was swapped. Its readings are as they are.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Device">The device.</param>
/// <param name="Point">The store's number of the point.</param>
/// <param name="Pod">The point's code.</param>
/// <param name="Meter">Which of its meters.</param>
/// <param name="Unit">The unit that it measures; null for the point itself.</param>
/// <param name="Former">The serial until then: never to be logged.</param>
/// <param name="FormerUntil">End of the last quarter known before; null where none was.</param>
/// <param name="Serial">The serial since: never to be logged.</param>
/// <param name="Since">Start of the first quarter with it.</param>
public sealed record MeterChange(
    int Id, string Device, int Point, string Pod, MeterRole Meter, string? Unit,
    string Former, Instant? FormerUntil, string Serial, Instant Since);
