using System.Text.Json;

namespace Cer.Exchange.Submissions;

/// <summary>Writes a package as one JSON object: a table is a list of objects, what is not known is null.</summary>
public static class PackageJson
{
    private const int Enough = 64 * 1024;

    public static void Write(Stream stream, IEnumerable<PackageTable> tables)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        foreach (var table in tables)
        {
            json.WriteStartArray(table.Name);
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Count; i++) Write(json, table.Fields[i].Name, row[i]);
                json.WriteEndObject();
                if (json.BytesPending > Enough) json.Flush();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        if (FieldText.Number(value) is { } number) json.WriteNumberValue(number);
        else if (FieldText.Of(value) is { } text) json.WriteStringValue(text);
        else json.WriteNullValue();
    }
}
