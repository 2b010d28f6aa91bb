using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>When a point was last heard of: the end of its newest reading; and whether a device of it is silent.</summary>
public sealed record HeardPoint(string Pod, Instant? LastReadingEnd, bool Silent);
