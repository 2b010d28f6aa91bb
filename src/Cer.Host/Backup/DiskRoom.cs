using System.Globalization;

namespace Cer.Host.Backup;

/// <summary>Whether a backup will find room, judged before it is begun.</summary>
internal static class DiskRoom
{
    private const long Spare = 16L << 20;

    // ENOSPC and EDQUOT of Linux, and what the runtime makes of them.
    private static readonly int[] Full = [28, 112, 122];

    /// <summary>How much it may take: a little more than the last one, or a third of the database, which is compressed.</summary>
    public static long Needed(long? last, long database, long files) =>
        Spare + Math.Max(files, last is { } size ? size + (size / 4) : files + (database / 3));

    /// <summary>A sentence when there is too little; null when there is enough.</summary>
    public static string? Problem(string folder, long free, long needed) => free >= needed
        ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"Found {Mebibytes(free)} MiB free in {folder}, expected {Mebibytes(needed)} MiB for this backup: make "
            + $"room, or name another folder.");

    /// <summary>Whether a write failed because the disk is full.</summary>
    public static bool IsFull(IOException failure) => Full.Contains(failure.HResult & 0xffff);

    private static long Mebibytes(long bytes) => bytes >> 20;
}
