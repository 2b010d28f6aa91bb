using System.Buffers;
using System.Text.Json;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Writes lines as a push of the invented cloud of devices: a resource id around a dataset.</summary>
internal sealed class DemoMessages
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);

    /// <summary>A message of exchange meters.</summary>
    public DemoMessage Of(Instant made, IReadOnlyCollection<DemoLine> lines) =>
        Of(DemoDataset.M1, made, lines, DatasetWriter.Line);

    /// <summary>A message of production meters.</summary>
    public DemoMessage Of(Instant made, IReadOnlyCollection<DemoProduction> lines) =>
        Of(DemoDataset.M2, made, lines, DatasetWriter.Line);

    private DemoMessage Of<TLine>(
        DemoDataset dataset,
        Instant made,
        IReadOnlyCollection<TLine> lines,
        Action<Utf8JsonWriter, int, TLine> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString("resource_id", dataset.Resource);
            json.WriteStartObject("dataset");
            json.WriteStartObject("UrbanDataset");
            DatasetWriter.Specification(json, dataset);
            DatasetWriter.Context(json, made);
            json.WriteStartObject("values");
            json.WriteStartArray("line");
            var number = 0;
            foreach (var line in lines) write(json, ++number, line);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new(made, lines.Count, _buffer.WrittenMemory.ToArray());
    }
}
