using Cer.Domain.Metering;

namespace Cer.Operations.Intake;

/// <summary>A device names a meter for the first time, or another than before.</summary>
/// <param name="Device">The device.</param>
/// <param name="Serial">The serial: never to be logged.</param>
/// <param name="First">The first reading that was told with it: its point, meter, unit and start.</param>
public sealed record SerialSeen(string Device, string Serial, Reading First);
