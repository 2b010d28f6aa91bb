using System.Buffers;
using System.Text.Json;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Curves as messages of a cloud of devices: one an hour, a line for each point and quarter.</summary>
internal static class DemoMessages
{
    private const int QuartersOfHour = 4;

    /// <summary>The messages in the order of time, each with the instant at which it was made.</summary>
    public static IEnumerable<DemoMessage> Of(IReadOnlyList<DemoCurve> curves)
    {
        var withdrawn = curves.Select(curve => curve.WithdrawnBeforeWh).ToArray();
        var injected = curves.Select(curve => curve.InjectedBeforeWh).ToArray();
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        for (var first = 0; first < curves[0].WithdrawnWh.Count; first += QuartersOfHour)
        {
            var start = curves[0].Start + (first * Quarter.Length);
            var made = start + Duration.FromHours(1) + Duration.FromSeconds(30);
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteStartObject("UrbanDataset");
                M1Writer.Specification(json);
                M1Writer.Context(json, made);
                json.WriteStartObject("values");
                json.WriteStartArray("line");
                var line = 0;
                for (var point = 0; point < curves.Count; point++)
                {
                    for (var quarter = first; quarter < first + QuartersOfHour; quarter++)
                    {
                        withdrawn[point] += curves[point].WithdrawnWh[quarter];
                        injected[point] += curves[point].InjectedWh[quarter];
                        M1Writer.Line(json, ++line, curves[point], quarter, withdrawn[point], injected[point]);
                    }
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            yield return new(made, buffer.WrittenMemory.ToArray());
        }
    }
}
