namespace Cer.Operations.Hall;

/// <summary>Quarter hours of a point's withdrawals: how many were due, came, and of those were not measured.</summary>
public sealed record PointQuality(long Expected, long Received, long Estimated);
