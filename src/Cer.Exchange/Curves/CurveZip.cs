using System.IO.Compression;
using System.Runtime.InteropServices;
using Cer.Exchange.Faults;

namespace Cer.Exchange.Curves;

/// <summary>Reads the curve files of a ZIP, by name; one that grows out of proportion is refused.</summary>
internal static class CurveZip
{
    public static void Read(CurveTake take, string file, ReadOnlyMemory<byte> bytes)
    {
        // Counted before it is opened: opening makes an object of each entry.
        var entries = bytes.Span.Count("PK\u0001\u0002"u8);
        if (entries > CurveLimits.ArchiveEntries)
        {
            take.Faults.Add(file, 1, "file", $"an archive of {entries} files", $"at most {CurveLimits.ArchiveEntries}");
            return;
        }

        try
        {
            MemoryMarshal.TryGetArray(bytes, out var array);
            using var archive = new ZipArchive(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false));
            ReadEntries(take, file, archive, bytes.Length);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            take.Faults.Add(file, 1, "file", "an archive that cannot be read", "a whole ZIP without a password");
        }
    }

    private static void ReadEntries(CurveTake take, string file, ZipArchive archive, int length)
    {
        var room = Math.Min(CurveLimits.ArchiveBytes, Math.Max(CurveLimits.FreeBytes, (long)CurveLimits.ArchiveRatio * length));
        var files = 0;
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (take.IsOver) return;
            if (entry.FullName.EndsWith('/')) continue;
            var name = Quoted.Text(entry.FullName);
            var most = Math.Min(room, CurveLimits.FileBytes);
            using var stream = entry.Open();
            if (Bounded.Read(stream, most) is not { } content)
            {
                take.Faults.Add(
                    $"{file}/{name}", 1, "file", "an archive whose files are far larger than it, or too large",
                    $"files of at most {CurveLimits.FileBytes} bytes, together at most {CurveLimits.ArchiveRatio} times the archive");
                return;
            }

            room -= content.Length;
            files++;
            CurveReader.ReadOne(take, name, content, inArchive: true);
        }

        if (files == 0) take.Faults.Add(file, 1, "file", "an archive without files", "curve files");
    }
}
