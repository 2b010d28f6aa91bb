using System.IO.Compression;
using System.Xml;

namespace Cer.Exchange.Sheets;

/// <summary>Reads the first sheet of a workbook (XLSX) as a table: what people see there, formulas by what they came to.</summary>
/// <remarks>Source: ECMA-376 part 1 (SpreadsheetML); [MS-CFB] § 2.2 and [MS-OFFCRYPTO] § 2.3 for what is refused by name.</remarks>
public static class TableWorkbook
{
    private static readonly SheetLimits Limits = SheetLimits.Table;

    /// <summary>Whether a file begins as a workbook, or as another that people take for one: no text does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) => IsZip(file) || IsCompound(file) || file.StartsWith("%PDF-"u8);

    /// <param name="file">The file.</param>
    /// <param name="mostRows">After so many rows with something in them the rest is not read.</param>
    public static TableOutcome Read(ReadOnlyMemory<byte> file, int mostRows)
    {
        if (IsCompound(file.Span))
        {
            return file.Span.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? new TableOutcome.Refused(TableRefusal.Locked, "a workbook with a password")
                : new TableOutcome.Refused(TableRefusal.Old, "a file of another form, such as XLS");
        }

        if (!IsZip(file.Span)) return new TableOutcome.Refused(TableRefusal.Other, "a file that is no workbook");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > Limits.Parts) throw SheetXml.TooLarge($"at most {Limits.Parts} parts");
            return Read(new TableParts(zip, Limits), mostRows);
        }
        catch (Exception fault) when (SheetXml.IsTooLarge(fault))
        {
            return new TableOutcome.Refused(TableRefusal.Large, "a workbook that holds too much");
        }
        catch (Exception fault) when (
            fault is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or IOException)
        {
            return new TableOutcome.Refused(TableRefusal.Damaged, "a workbook that is cut off or damaged");
        }
    }

    private static TableOutcome Read(TableParts parts, int mostRows)
    {
        var sheets = parts.Sheets();
        if (sheets.Count == 0) return new TableOutcome.Refused(TableRefusal.Other, "a file without a sheet");
        var reader = new TableSheet(parts, Limits);
        var rows = reader.Rows(sheets[0], mostRows);
        return new TableOutcome.Read(rows, sheets.Skip(1).Count(reader.HasContent));
    }

    private static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK\x03\x04"u8);

    private static bool IsCompound(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
}
