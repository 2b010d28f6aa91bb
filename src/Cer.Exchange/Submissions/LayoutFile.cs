using System.Xml;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Submissions;

/// <summary>Reads the layout of an addressee from YAML: its tables, its names for our fields, its separator and decimal sign.</summary>
public static class LayoutFile
{
    private const int LongestId = 40;
    private const int LongestName = 64;
    private const int LongestSheet = 31;
    private const string Name = "a letter, then letters, digits, underscores, hyphens or points, at most 64";

    /// <summary>The layout; null when there are faults.</summary>
    public static PackageLayout? Read(string file, ReadOnlySpan<byte> yaml, FaultList faults)
    {
        if (YamlDocument.Read(file, yaml, faults) is not { } map) return null;
        var root = new YamlFields(map, "", faults);
        var layout = new PackageLayout
        {
            Id = IdOf(root),
            Root = NameOf(root, "root") ?? PackageLayout.Canonical.Root,
            Namespace = SpaceOf(root),
            Separator = SignOf(root, "separator", ",;|\t") ?? ',',
            DecimalSign = SignOf(root, "decimal", ".,") ?? '.',
            Tables = TablesOf(root, faults),
        };
        if (layout.Separator == layout.DecimalSign) root.Fault("decimal", "the separator", "another sign than between values");
        root.RefuseTheRest();
        return faults.IsEmpty ? layout : null;
    }

    private static string IdOf(YamlFields root)
    {
        const string Expected = "lower-case letters, digits and hyphens, at most 40";
        var id = root.Text("layout", Expected) ?? "";
        if (id.Length is 0 or > LongestId || id.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            root.Fault("layout", Quoted.Text(id), Expected);
        return id;
    }

    private static string SpaceOf(YamlFields root)
    {
        var space = root.OptionalText("namespace") ?? "";
        if (space.Length > 0 && !Uri.IsWellFormedUriString(space, UriKind.Absolute))
            root.Fault("namespace", Quoted.Text(space), "an absolute URI");
        return space;
    }

    private static char? SignOf(YamlFields root, string key, string signs)
    {
        if (root.OptionalText(key) is not { } text) return null;
        if (text.Length == 1 && signs.Contains(text[0], StringComparison.Ordinal)) return text[0];
        root.Fault(key, Quoted.Text(text), "one of " + string.Join(' ', signs.Select(sign => sign == '\t' ? "tab" : sign.ToString())));
        return null;
    }

    private static List<LayoutTable> TablesOf(YamlFields root, FaultList faults)
    {
        var tables = new List<LayoutTable>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var fields in root.Sections("tables"))
        {
            if (TableOf(fields, faults) is { } table) tables.Add(table);
            if (tables.Count > 0 && !names.Add(tables[^1].Name)) fields.Fault("name", "a name that another table has", "one of its own");
            fields.RefuseTheRest();
        }

        if (root.Has("tables") && tables.Count == 0 && faults.IsEmpty) root.Fault("tables", "no table", "at least one");
        return tables;
    }

    private static LayoutTable? TableOf(YamlFields fields, FaultList faults)
    {
        var known = string.Join('|', PackageTables.Empty.Select(table => table.Name));
        var source = fields.Text("table", known);
        var name = NameOf(fields, "name") ?? source;
        if (name?.Length > LongestSheet) fields.Fault("name", Quoted.Text(name), $"at most {LongestSheet} characters");
        var row = NameOf(fields, "row");
        var columns = fields.Section("columns");
        if (source is null || columns is null) return null;
        if (PackageTables.Empty.FirstOrDefault(table => table.Name == source) is { } table)
            return new(source, name!, row ?? table.Row, Columns(columns.Map, table, columns, faults));
        fields.Fault("table", Quoted.Text(source), known);
        return null;
    }

    private static List<LayoutColumn> Columns(YamlMap map, PackageTable table, YamlFields place, FaultList faults)
    {
        var known = string.Join('|', table.Fields.Select(field => field.Name));
        var columns = new List<LayoutColumn>();
        foreach (var entry in map.Entries)
        {
            if (!IsName(entry.Key)) faults.Add(entry.File, entry.Line, place.PathOf(Quoted.Text(entry.Key)), "no such name", Name);
            else if (entry.Value is YamlScalar scalar && table.Fields.Any(field => field.Name == scalar.Value))
                columns.Add(new(scalar.Value, entry.Key));
            else
                faults.Add(entry.File, entry.Line, place.PathOf(entry.Key),
                    entry.Value is YamlScalar other ? Quoted.Text(other.Value) : "no single value", known);
        }

        return columns;
    }

    private static string? NameOf(YamlFields fields, string key)
    {
        if (fields.OptionalText(key) is not { } name) return null;
        if (IsName(name)) return name;
        fields.Fault(key, Quoted.Text(name), Name);
        return null;
    }

    private static bool IsName(string name)
    {
        if (name.Length is 0 or > LongestName || !(char.IsLetter(name[0]) && name.All(XmlConvert.IsNCNameChar))) return false;
        return XmlConvert.IsStartNCNameChar(name[0]);
    }
}
