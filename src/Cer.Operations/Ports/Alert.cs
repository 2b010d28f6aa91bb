using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>An incident that somebody should know of.</summary>
/// <param name="Kind">What kind: one of <see cref="AlertKinds" />.</param>
/// <param name="Device">The device.</param>
/// <param name="Point">Number of its point.</param>
/// <param name="Since">When it began: for a silent device, when it was last heard before.</param>
/// <param name="RaisedAt">When it was noticed.</param>
/// <param name="ResolvedAt">When it was over; null while it is not.</param>
public sealed record Alert(
    string Kind, string Device, int? Point, Instant Since, Instant RaisedAt, Instant? ResolvedAt);
