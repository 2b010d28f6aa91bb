using System.IO.Compression;
using System.Xml;

namespace Cer.Exchange.Sheets;

/// <summary>The parts of a workbook as they name each other: the sheets in the order in which people see them.</summary>
/// <remarks>Source: ECMA-376 part 1 § 18.2 (workbook), part 2 § 9.3 (relationships).</remarks>
internal sealed class TableParts
{
    private const string Usual = "xl/workbook.xml";

    private readonly ZipArchive _zip;
    private readonly SheetXml _xml;
    private readonly string _workbook;
    private readonly Dictionary<string, (string Type, string Target)> _links;

    public TableParts(ZipArchive zip, SheetLimits limits)
    {
        (_zip, _xml) = (zip, new(limits));
        _workbook = Links("").Values.FirstOrDefault(link => link.Type == "officeDocument").Target ?? Usual;
        _links = Links(_workbook);
    }

    public SheetXml Xml => _xml;

    /// <summary>The sheets that are shown, the first first.</summary>
    public IReadOnlyList<ZipArchiveEntry> Sheets()
    {
        if (_zip.GetEntry(_workbook) is not { } workbook) return [];
        List<ZipArchiveEntry> sheets = [];
        using var content = workbook.Open();
        using var xml = _xml.Open(content);
        while (SheetXml.NextElement(xml, "sheet"))
        {
            if (xml.GetAttribute("state") is not (null or "visible") || LinkOf(xml) is not { } id) continue;
            if (_links.GetValueOrDefault(id) is { Type: "worksheet", Target: var target } && _zip.GetEntry(target) is { } sheet)
                sheets.Add(sheet);
        }

        return sheets;
    }

    /// <summary>Whether days are counted from 1904, as the first Macs did.</summary>
    public bool CountsFrom1904()
    {
        if (_zip.GetEntry(_workbook) is not { } workbook) return false;
        using var content = workbook.Open();
        using var xml = _xml.Open(content);
        return SheetXml.NextElement(xml, "workbookPr") && xml.GetAttribute("date1904") is "1" or "true";
    }

    /// <summary>A part of the workbook by what it is; null where it has none.</summary>
    public ZipArchiveEntry? Find(string type) =>
        _links.Values.FirstOrDefault(link => link.Type == type).Target is { } target ? _zip.GetEntry(target) : null;

    // In the namespace of relationships, of which there are two: with any prefix.
    private static string? LinkOf(XmlReader xml)
    {
        string? found = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.Prefix.Length > 0) found = xml.Value;
        }

        xml.MoveToElement();
        return found;
    }

    private Dictionary<string, (string Type, string Target)> Links(string part)
    {
        var links = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var (folder, name) = part.LastIndexOf('/') is >= 0 and var end ? (part[..(end + 1)], part[(end + 1)..]) : ("", part);
        if (_zip.GetEntry($"{folder}_rels/{name}.rels") is not { } entry) return links;
        using var content = entry.Open();
        using var xml = _xml.Open(content);
        while (SheetXml.NextElement(xml, "Relationship"))
        {
            var (id, type, target) = (xml.GetAttribute("Id"), xml.GetAttribute("Type"), xml.GetAttribute("Target"));
            if (id is null || type is null || target is null || xml.GetAttribute("TargetMode") == "External") continue;
            links.TryAdd(id, (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }

        return links;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step == ".." && path.Count > 0) path.RemoveAt(path.Count - 1);
            else if (step is not (".." or ".")) path.Add(step);
        }

        return string.Join('/', path);
    }
}
