using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Cer.Exchange.Sheets;

/// <summary>Which styles of a workbook show a number as a date.</summary>
/// <remarks>Source: ECMA-376 part 1 § 18.8.30 (numFmt, with the numbers of the formats that need not be written).</remarks>
internal sealed class TableStyles
{
    private const int MostStyles = 65_536;

    private readonly HashSet<int> _days = [];

    public static TableStyles Of(ZipArchiveEntry? part, SheetXml parts)
    {
        var styles = new TableStyles();
        if (part is null) return styles;
        using var content = part.Open();
        using var xml = parts.Open(content);
        var written = new Dictionary<int, bool>();
        var (inside, count) = (false, 0);
        while (SheetXml.Next(xml))
        {
            if (xml.LocalName == "cellXfs") inside = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element || !int.TryParse(
                xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format)) continue;
            if (xml.LocalName == "numFmt") written[format] = ShowsDay(xml.GetAttribute("formatCode") ?? "");
            else if (inside && xml.LocalName == "xf")
            {
                if (count == MostStyles) throw SheetXml.TooLarge($"at most {MostStyles} styles");
                if (written.TryGetValue(format, out var day) ? day : IsDay(format)) styles._days.Add(count);
                count++;
            }
        }

        return styles;
    }

    /// <summary>Whether a cell of this style shows a date.</summary>
    public bool IsDay(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _days.Contains(number);

    private static bool IsDay(int format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether letters of days or hours stand in a format, outside of texts and colours.</summary>
    private static bool ShowsDay(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = code.IndexOf('"', i + 1);
                    if (i < 0) return false;
                    break;
                case '[':
                    i = code.IndexOf(']', i + 1);
                    if (i < 0) return false;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    return !code.StartsWith("standard", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
