using System.Buffers;
using System.Text;
using System.Text.Json;
using Cer.Operations.Intake;

namespace Cer.Storage;

/// <summary>The lines of a message that somebody should see, as the ingest log keeps them.</summary>
internal static class FindingsJson
{
    private const int Most = 10_000;

    public static string Of(IntakeRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var line in record.Lines.Where(IsWorthSeeing).Take(Most))
            {
                json.WriteStartObject();
                json.WriteNumber("line", line.Line);
                json.WriteString("outcome", WordOf(line));
                json.WriteString("reason", line.Reason?.Storable());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsWorthSeeing(LineFinding line) =>
        line.Warned || line.Outcome is LineOutcome.Refused or LineOutcome.Quarantined;

    private static string WordOf(LineFinding line) => line.Outcome switch
    {
        LineOutcome.Refused => "refused",
        LineOutcome.Quarantined => "quarantined",
        LineOutcome.Repeated => "repeated",
        _ => "warned",
    };
}
