using System.Buffers;
using System.Text.Json;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Writes lines as a push of the invented cloud of devices: a resource id around a dataset.</summary>
internal sealed class DemoMessages
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);

    public DemoMessage Of(Instant made, IReadOnlyCollection<DemoLine> lines)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString("resource_id", M1Writer.Resource);
            json.WriteStartObject("dataset");
            json.WriteStartObject("UrbanDataset");
            M1Writer.Specification(json);
            M1Writer.Context(json, made);
            json.WriteStartObject("values");
            json.WriteStartArray("line");
            var number = 0;
            foreach (var line in lines) M1Writer.Line(json, ++number, line);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new(made, lines.Count, _buffer.WrittenMemory.ToArray());
    }
}
