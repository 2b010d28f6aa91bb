using Cer.Domain.Metering;

namespace Cer.Operations.Intake.Counters;

/// <summary>What a component of a device measures, where it is not the usual.</summary>
/// <param name="Community">Code of the community.</param>
/// <param name="Device">The device, as it is registered.</param>
/// <param name="Component">The component, such as em1data:1.</param>
/// <param name="Meter">Whether it measures at the exchange with the grid or at the generator.</param>
/// <param name="IsReversed">Whether the clamp is the wrong way round.</param>
public sealed record CounterRule(
    string Community, string Device, string Component, MeterRole Meter = MeterRole.Exchange, bool IsReversed = false);
