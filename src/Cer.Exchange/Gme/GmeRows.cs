using System.Globalization;
using System.Xml;

namespace Cer.Exchange.Gme;

/// <summary>Walks the XML of a price file: passes over the inline schema, gives each row of prices.</summary>
internal sealed class GmeRows(XmlReader xml, List<GmeFault> faults)
{
    public const string TooLarge = "found a row that is too large, expected a few short values";

    private const int MostRows = 100_000;
    private const int MostCells = 100;
    private const int MostCharacters = 100;

    public int Line => ((IXmlLineInfo)xml).LineNumber;

    public IEnumerable<GmeRow> Read()
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.IsEmptyElement) yield break;
        var count = 0;
        xml.Read();
        while (xml.NodeType is not (XmlNodeType.EndElement or XmlNodeType.None))
        {
            // The schema of the rows stands in the file itself, in a namespace of its own.
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI.Length > 0)
            {
                xml.Skip();
                continue;
            }

            if (++count > MostRows)
            {
                faults.Add(new(Line, string.Create(
                    CultureInfo.InvariantCulture, $"found more rows, expected at most {MostRows}")));
                yield break;
            }

            yield return ReadRow();
        }
    }

    private GmeRow ReadRow()
    {
        var (name, line) = (xml.LocalName, Line);
        Dictionary<string, (int, string)> cells = new(StringComparer.Ordinal);
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return new(name, line, cells);
        }

        xml.Read();
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Skip();
                continue;
            }

            var (cell, at) = (xml.LocalName, Line);
            var text = xml.ReadElementContentAsString().Trim();
            if (text.Length > MostCharacters || cells.Count == MostCells)
                throw new XmlException(TooLarge, null, at, 0);
            if (!cells.TryAdd(cell, (at, text))) faults.Add(new(at, $"{cell}: found it twice, expected it once"));
        }

        xml.Read();
        return new(name, line, cells);
    }
}
