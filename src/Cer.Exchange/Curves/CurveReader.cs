using Cer.Domain;

namespace Cer.Exchange.Curves;

/// <summary>Reads a distributor's curve file: the customer's export, an XML flow, or a ZIP of such.</summary>
/// <remarks>Which it is the first bytes tell. Bounded by <see cref="CurveLimits"/>; no input raises an exception.</remarks>
public static class CurveReader
{
    /// <param name="stream">The file.</param>
    /// <param name="name">Its name, for findings.</param>
    /// <param name="pod">The point, for files that name none.</param>
    public static CurveFile Read(Stream stream, string name, Pod? pod)
    {
        var take = new CurveTake(pod);
        var file = Faults.Quoted.Text(name);
        if (Bounded.Read(stream, CurveLimits.FileBytes) is { } bytes) ReadOne(take, file, bytes, inArchive: false);
        else take.Faults.Add(file, 1, "file", $"more than {CurveLimits.FileBytes} bytes", "at most that");
        return take.Done();
    }

    internal static void ReadOne(CurveTake take, string file, ReadOnlyMemory<byte> bytes, bool inArchive)
    {
        var text = bytes.Span;
        if (text.StartsWith("PK\u0003\u0004"u8) || text.StartsWith("PK\u0005\u0006"u8))
        {
            if (inArchive) take.Faults.Add(file, 1, "file", "an archive in an archive", "curve files");
            else CurveZip.Read(take, file, bytes);
        }
        else if (IsXml(text)) new CurveXml(take, file).Read(bytes);
        else new CurveCsv(take, file, bytes).Read();
    }

    private static bool IsXml(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (text.StartsWith(mark)) text = text[3..];
        // UTF-16 with its mark: XML may come in it, tables do not.
        if (text.Length > 3 && ((text[0] == 0xFF && text[1] == 0xFE && text[2] == '<')
            || (text[0] == 0xFE && text[1] == 0xFF && text[3] == '<'))) return true;
        text = text.TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[0] == '<';
    }
}
