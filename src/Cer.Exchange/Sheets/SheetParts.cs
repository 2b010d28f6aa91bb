using System.Globalization;
using System.Xml;

namespace Cer.Exchange.Sheets;

/// <summary>The parts of a workbook around its rows.</summary>
internal static class SheetParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Forms = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int Narrowest = 10;
    private const int Widest = 48;
    private const int OwnFormat = 164;

    /// <summary>The parts that follow the sheets, with what writes each.</summary>
    public static IEnumerable<(string Name, Action<XmlWriter> Write)> Around(IReadOnlyList<string> sheets)
    {
        yield return ("[Content_Types].xml", xml => ContentTypes(xml, sheets.Count));
        yield return ("_rels/.rels", xml => Relations(xml, [("officeDocument", "xl/workbook.xml")]));
        yield return ("xl/workbook.xml", xml => Workbook(xml, sheets));
        yield return ("xl/_rels/workbook.xml.rels", xml => Relations(
            xml, [.. Enumerable.Range(1, sheets.Count).Select(i => ("worksheet", Sheet("", i))), ("styles", "styles.xml")]));
        yield return ("xl/styles.xml", Styles);
    }

    /// <summary>The headings stay in sight.</summary>
    public static void Frozen(XmlWriter xml)
    {
        Begin(xml, "sheetViews");
        Begin(xml, "sheetView", ("workbookViewId", "0"));
        Begin(xml, "pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
        for (var i = 0; i < 3; i++) xml.WriteEndElement();
    }

    /// <param name="xml">The sheet.</param>
    /// <param name="lengths">Of the longest text of each column, in characters.</param>
    public static void Columns(XmlWriter xml, IReadOnlyList<int> lengths)
    {
        if (lengths.Count == 0) return;
        Begin(xml, "cols");
        for (var i = 1; i <= lengths.Count; i++)
        {
            var width = Math.Clamp(lengths[i - 1] + 4, Narrowest, Widest);
            Begin(xml, "col", ("min", Text(i)), ("max", Text(i)), ("width", Text(width)), ("customWidth", "1"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>A place such as B2: column from 0, row from 1.</summary>
    public static string Place(int column, int row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters + Text(row);
    }

    /// <summary>Without characters that no XML may hold.</summary>
    public static string Sound(string text)
    {
        var place = 0;
        while (place < text.Length)
        {
            if (XmlConvert.IsXmlChar(text[place])) place++;
            else if (place + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[place + 1], text[place])) place += 2;
            else text = $"{text[..place]}\uFFFD{text[(place + 1)..]}";
        }

        return text;
    }

    private static void ContentTypes(XmlWriter xml, int sheets)
    {
        const string Space = $"{Package}/content-types";
        xml.WriteStartElement("Types", Space);
        Part("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        Part("Default", "Extension", "xml", "application/xml");
        Part("Override", "PartName", "/xl/workbook.xml", $"{Forms}.sheet.main+xml");
        Part("Override", "PartName", "/xl/styles.xml", $"{Forms}.styles+xml");
        for (var i = 1; i <= sheets; i++) Part("Override", "PartName", Sheet("/xl/", i), $"{Forms}.worksheet+xml");
        xml.WriteEndElement();

        void Part(string element, string key, string value, string type)
        {
            xml.WriteStartElement(element, Space);
            xml.WriteAttributeString(key, value);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }

    private static void Workbook(XmlWriter xml, IReadOnlyList<string> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Links);
        Begin(xml, "sheets");
        for (var i = 1; i <= sheets.Count; i++)
        {
            Begin(xml, "sheet", ("name", Sound(sheets[i - 1])), ("sheetId", Text(i)));
            xml.WriteAttributeString("r", "id", Links, $"rId{Text(i)}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Relations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> parts)
    {
        const string Space = $"{Package}/relationships";
        xml.WriteStartElement("Relationships", Space);
        for (var i = 1; i <= parts.Count; i++)
        {
            xml.WriteStartElement("Relationship", Space);
            xml.WriteAttributeString("Id", $"rId{Text(i)}");
            xml.WriteAttributeString("Type", $"{Links}/{parts[i - 1].Type}");
            xml.WriteAttributeString("Target", parts[i - 1].Target);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>In the order of <see cref="NumberForm"/>, then days, then headings.</summary>
    private static void Styles(XmlWriter xml)
    {
        Begin(xml, "styleSheet");
        Begin(xml, "numFmts", ("count", "1"));
        Leaf(xml, "numFmt", ("numFmtId", Text(OwnFormat)), ("formatCode", "#,##0.000000"));
        xml.WriteEndElement();
        Begin(xml, "fonts", ("count", "2"));
        Font(xml, bold: false);
        Font(xml, bold: true);
        xml.WriteEndElement();
        Begin(xml, "fills", ("count", "2"));
        foreach (var pattern in (string[])["none", "gray125"])
        {
            Begin(xml, "fill");
            Leaf(xml, "patternFill", ("patternType", pattern));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        Begin(xml, "borders", ("count", "1"));
        Leaf(xml, "border");
        xml.WriteEndElement();
        Begin(xml, "cellStyleXfs", ("count", "1"));
        Format(xml, 0, 0);
        xml.WriteEndElement();
        Begin(xml, "cellXfs", ("count", "6"));
        foreach (var format in (int[])[0, 1, 4, OwnFormat, 14]) Format(xml, format, 0);
        Format(xml, 0, 1);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Font(XmlWriter xml, bool bold)
    {
        Begin(xml, "font");
        if (bold) Leaf(xml, "b");
        Leaf(xml, "sz", ("val", "11"));
        Leaf(xml, "name", ("val", "Calibri"));
        xml.WriteEndElement();
    }

    private static void Format(XmlWriter xml, int format, int font) => Leaf(
        xml, "xf", ("numFmtId", Text(format)), ("fontId", Text(font)), ("fillId", "0"), ("borderId", "0"), ("applyNumberFormat", "1"));

    private static string Sheet(string folder, int number) => $"{folder}worksheets/sheet{Text(number)}.xml";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Leaf(XmlWriter xml, string element, params (string Name, string Value)[] attributes)
    {
        Begin(xml, element, attributes);
        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, string element, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(element, Main);
        foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
    }
}
