using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>Writes rows as a list of JSON objects.</summary>
internal static class HeldJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>How many rows were written.</returns>
    public static async Task<long> WriteAsync(NpgsqlDataReader reader, Stream output, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, Form);
        var columns = HeldColumn.Of(reader);
        json.WriteStartArray();
        var rows = 0L;
        for (; await reader.ReadAsync(cancellation); rows++)
        {
            json.WriteStartObject();
            foreach (var column in columns) Write(json, column.Name, column.ValueOf(reader));
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        return rows;
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool yes: json.WriteBoolean(name, yes); break;
            case decimal number: json.WriteNumber(name, number); break;
            case short or int or long: json.WriteNumber(name, Convert.ToInt64(value, null)); break;
            default: json.WriteString(name, $"{value}"); break;
        }
    }
}
