using System.Text;
using System.Xml;
using Cer.Exchange.Sheets;

namespace Cer.Exchange.Submissions;

/// <summary>Writes a package as XML: an element for each value that is known, so that an empty one never stands for zero.</summary>
public static class PackageXml
{
    public static void Write(Stream stream, IEnumerable<PackageTable> tables, string root, string space)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false,
        });
        xml.WriteStartElement(root, space);
        foreach (var table in tables)
        {
            xml.WriteStartElement($"{table.Name}_list", space);
            foreach (var row in table.Rows)
            {
                xml.WriteStartElement(table.Row, space);
                for (var i = 0; i < row.Count; i++)
                {
                    if (FieldText.Of(row[i]) is not { } text) continue;
                    xml.WriteElementString(table.Fields[i].Name, space, SheetParts.Sound(text));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
