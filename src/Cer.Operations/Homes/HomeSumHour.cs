using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>An hour of a series as it is sent: by how much it grew, and to what.</summary>
public sealed record HomeSumHour(Instant Start, decimal Change, decimal Sum);
