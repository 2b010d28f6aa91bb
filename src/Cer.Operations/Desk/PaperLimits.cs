namespace Cer.Operations.Desk;

/// <summary>How much of scans is kept.</summary>
/// <param name="OfOne">How many files for a member in an act, or for a delegation.</param>
/// <param name="OfCommunity">Bytes of all scans of a community.</param>
public sealed record PaperLimits(int OfOne, long OfCommunity)
{
    /// <summary>The largest file, in bytes; the table has the same.</summary>
    public const int FileBytes = 8 * 1024 * 1024;

    public const int Mebibyte = 1024 * 1024;

    public static readonly PaperLimits Usual = new(6, 1024L * Mebibyte);
}
