namespace Cer.Operations.Dashboards.Files;

/// <summary>Where a panel stands, in 24 columns.</summary>
public sealed record GridFile(int X, int Y, int W, int H);
