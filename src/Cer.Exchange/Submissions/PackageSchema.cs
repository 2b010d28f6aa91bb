using System.Text;
using System.Xml;

namespace Cer.Exchange.Submissions;

/// <summary>Writes the schema (XSD 1.0) of the XML that tables give.</summary>
public static class PackageSchema
{
    private const string Xs = "http://www.w3.org/2001/XMLSchema";

    /// <summary>The schema of the packages of a layout.</summary>
    public static void Write(Stream stream, PackageLayout layout) =>
        Write(stream, layout.Of(PackageTables.Empty), layout.Root, layout.Namespace);

    /// <param name="stream">Receives the schema.</param>
    /// <param name="tables">The tables; their rows do not matter.</param>
    /// <param name="root">Root element.</param>
    /// <param name="space">Namespace; none when empty.</param>
    public static void Write(Stream stream, IEnumerable<PackageTable> tables, string root, string space)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false,
        });
        xml.WriteStartElement("xs", "schema", Xs);
        xml.WriteAttributeString("elementFormDefault", "qualified");
        if (space.Length > 0)
        {
            xml.WriteAttributeString("targetNamespace", space);
            xml.WriteAttributeString("xmlns", space);
        }

        Simple(xml, "kwh", "decimal", ("minInclusive", "0"), ("fractionDigits", "6"));
        Simple(xml, "eur", "decimal", ("fractionDigits", "2"));
        Simple(xml, "time", "dateTime", ("pattern", @".*(Z|[+\-]\d\d:\d\d)"));
        Simple(xml, "text", "string", ("minLength", "1"));
        Begin(xml, "element", ("name", root));
        Sequence(xml, () =>
        {
            foreach (var table in tables) Table(xml, table);
        });
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Table(XmlWriter xml, PackageTable table)
    {
        Begin(xml, "element", ("name", $"{table.Name}_list"));
        Sequence(xml, () =>
        {
            Begin(xml, "element", ("name", table.Row), ("minOccurs", "0"), ("maxOccurs", "unbounded"));
            Sequence(xml, () =>
            {
                foreach (var field in table.Fields)
                {
                    Begin(xml, "element", ("name", field.Name), ("type", TypeOf(field.Kind)));
                    if (!field.IsNeeded) xml.WriteAttributeString("minOccurs", "0");
                    xml.WriteEndElement();
                }
            });
            xml.WriteEndElement();
        });
        xml.WriteEndElement();
    }

    private static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Count => "xs:integer",
        FieldKind.Number => "xs:decimal",
        FieldKind.Energy => "kwh",
        FieldKind.Money => "eur",
        FieldKind.Day => "xs:date",
        FieldKind.Time => "time",
        _ => "text",
    };

    private static void Simple(XmlWriter xml, string name, string basis, params (string Facet, string Value)[] facets)
    {
        Begin(xml, "simpleType", ("name", name));
        Begin(xml, "restriction", ("base", $"xs:{basis}"));
        foreach (var (facet, value) in facets)
        {
            Begin(xml, facet, ("value", value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Sequence(XmlWriter xml, Action content)
    {
        Begin(xml, "complexType");
        Begin(xml, "sequence");
        content();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, string element, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement("xs", element, Xs);
        foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
    }
}
