namespace Cer.Host.Curves;

/// <summary>What the command line asks of a curve file.</summary>
internal sealed record CurveCall(string Path, string? Direction, string? Pod, bool DryRun, bool Confirmed);
