using System.IO.Compression;
using System.Text;

namespace Cer.Host.Workflows;

/// <summary>Definitions as files of a ZIP; one that grows out of proportion is refused.</summary>
internal static class DefinitionArchive
{
    public const int MostFiles = 500;
    private const int MostBytes = 64 * 1024 * 1024;

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    public static byte[] Write(IReadOnlyList<(string DefinitionId, string Text)> definitions)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (id, text) in definitions)
            {
                using var file = zip.CreateEntry($"{FileName(id)}.json").Open();
                file.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A name that every system takes.</summary>
    public static string FileName(string id) => string.Concat(id.Select(letter =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter.ToString() : "_"));

    /// <summary>The files, each with its text or what is wrong with it.</summary>
    /// <exception cref="BadHttpRequestException">It is no such archive, or too large a one.</exception>
    public static List<(string Name, string? Text, string? Problem)> Read(ArraySegment<byte> bytes)
    {
        // Counted before it is opened: opening makes an object of each entry.
        var entries = bytes.AsSpan().Count("PK\u0001\u0002"u8);
        if (entries > MostFiles)
            throw new BadHttpRequestException($"Found an archive of {entries} files, expected at most {MostFiles}.");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));
            List<(string, string?, string?)> files = [];
            var room = MostBytes;
            foreach (var entry in zip.Entries)
            {
                if (entry.FullName.EndsWith('/')) continue;
                files.Add(ReadOne(entry, ref room));
            }

            return files;
        }
        catch (Exception broken) when (broken is not BadHttpRequestException
            && broken is InvalidDataException or IOException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            throw new BadHttpRequestException("Found an archive that cannot be read, expected a whole ZIP without a password.");
        }
    }

    private static (string, string?, string?) ReadOne(ZipArchiveEntry entry, ref int room)
    {
        var name = entry.FullName.Length <= 200 ? entry.FullName : entry.FullName[..200];
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return (name, null, "Found a file that is not .json, expected workflow definitions.");
        using var stream = entry.Open();
        // What it says of its size is not believed: what grows beyond it is refused.
        var most = (int)Math.Min(entry.Length, Math.Min(DocumentBounds.MostBytes, room));
        var content = new byte[most + 1];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (length > room)
            throw new BadHttpRequestException($"Found an archive that unpacks to more than {MostBytes} bytes, expected at most that.");
        if (length > entry.Length) throw new InvalidDataException();
        room -= length;
        return length > DocumentBounds.MostBytes
            ? (name, null, $"Found more than {DocumentBounds.MostBytes} bytes, expected at most that.")
            : (name, Encoding.UTF8.GetString(content, 0, length), null);
    }
}
