namespace Cer.Exchange.Curves;

/// <summary>How much of a curve file is read before it is refused.</summary>
public static class CurveLimits
{
    /// <summary>Largest file, and largest entry of an archive.</summary>
    public const int FileBytes = 64 * 1024 * 1024;

    /// <summary>Largest sum of the entries of an archive.</summary>
    public const long ArchiveBytes = 256L * 1024 * 1024;

    /// <summary>How many times larger than the archive its entries may be, once they pass <see cref="FreeBytes"/>.</summary>
    public const int ArchiveRatio = 100;

    /// <summary>So much may come out of any archive, however small it is.</summary>
    public const int FreeBytes = 16 * 1024 * 1024;

    public const int ArchiveEntries = 1000;

    /// <summary>Days of points in one file: ten years of thirty.</summary>
    public const int Days = 110_000;

    public const int LineBytes = 16 * 1024;
    public const int LineFields = 128;
    public const int PreambleLines = 50;
    public const int XmlDepth = 32;

    /// <summary>Faults after which the rest is not looked at.</summary>
    public const int Faults = 200;

    /// <summary>Warnings that are told.</summary>
    public const int Warnings = 1000;
}
