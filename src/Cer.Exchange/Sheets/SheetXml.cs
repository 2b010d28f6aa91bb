using System.IO.Compression;
using System.Xml;

namespace Cer.Exchange.Sheets;

/// <summary>Reads parts of a workbook (XLSX) within limits: a DTD is refused, and nothing outside the file is ever opened.</summary>
/// <remarks>Source: ECMA-376 part 1, xl/worksheets and xl/sharedStrings.xml.</remarks>
internal sealed class SheetXml(SheetLimits limits)
{
    private const int Deepest = 64;
    private const string Large = "found a workbook that is too large";

    public XmlReader Open(Stream content) => XmlReader.Create(content, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.Characters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>Goes on to the next node; whoever nests without end is stopped.</summary>
    public static bool Next(XmlReader xml) =>
        xml.Read() && (xml.Depth <= Deepest ? true : throw new InvalidDataException("found parts in parts without end, expected a sheet"));

    /// <summary>Goes on to the next element of a name.</summary>
    public static bool NextElement(XmlReader xml, string name)
    {
        while (Next(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name) return true;
        }

        return false;
    }

    /// <summary>The texts that cells name by their place.</summary>
    public List<string> SharedStrings(ZipArchiveEntry part)
    {
        List<string> strings = [];
        using var content = part.Open();
        using var xml = Open(content);
        while (NextElement(xml, "si"))
        {
            if (strings.Count == limits.Strings) throw TooLarge($"at most {limits.Strings} texts");
            strings.Add(Text(xml));
        }

        return strings;
    }

    /// <summary>The value of a cell, or its text; not the formula that made it.</summary>
    public string Text(XmlReader cell)
    {
        using var inner = cell.ReadSubtree();
        var text = "";
        var told = false;
        while (Next(inner))
        {
            if (inner.NodeType == XmlNodeType.Element) told = inner.LocalName is "v" or "t" && !inner.IsEmptyElement;
            else if (inner.NodeType == XmlNodeType.EndElement) told = false;
            else if (told && inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                text += inner.Value.Length + text.Length <= limits.Text
                    ? inner.Value
                    : throw TooLarge($"texts of at most {limits.Text} characters");
        }

        return text;
    }

    /// <summary>The column of a place such as B2, from 0.</summary>
    public static int Column(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper).Take(3)) column = (column * 26) + (letter - 'A') + 1;
        return column > 0 ? column - 1 : throw new InvalidDataException("found a cell without a place, expected one such as B2");
    }

    /// <summary>Whether something was stopped because it holds more than it may.</summary>
    public static bool IsTooLarge(Exception fault) => fault.Message.StartsWith(Large, StringComparison.Ordinal)
        || (fault is XmlException && fault.Message.Contains(nameof(XmlReaderSettings.MaxCharactersInDocument), StringComparison.Ordinal));

    public static InvalidDataException TooLarge(FormattableString expected) =>
        new($"{Large}, expected {FormattableString.Invariant(expected)}");
}
