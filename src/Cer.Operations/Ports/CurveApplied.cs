using Cer.Operations.Importing;

namespace Cer.Operations.Ports;

/// <summary>What became of a curve file.</summary>
/// <param name="Import">The import; null when nothing was stored.</param>
/// <param name="AppliedBefore">The import that has applied the same file and stands; then nothing was stored.</param>
/// <param name="Plan">What was to be done; null when it was applied before.</param>
public sealed record CurveApplied(long? Import, long? AppliedBefore, CurvePlan? Plan);
