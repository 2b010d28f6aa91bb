using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Exchange.Contract;

/// <summary>A line of <c>devices.csv</c>: a user device and the meter it listens to.</summary>
public sealed record DeviceRow(string Device, Pod Pod, MeterRole Meter, string? Unit);
