using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.Shelly;

/// <summary>What the counters of one component showed.</summary>
/// <param name="Component">The component, such as em1data:0.</param>
/// <param name="Forward">Energy in the direction of the clamp's arrow; null where it is not told.</param>
/// <param name="Backward">Energy against it.</param>
/// <param name="At">When, by the device's clock; null where the message has no time.</param>
public sealed record ShellyCounters(string Component, Energy? Forward, Energy? Backward, Instant? At);
