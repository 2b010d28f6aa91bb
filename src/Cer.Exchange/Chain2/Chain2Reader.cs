using System.Text.Json;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Exchange.Chain2;

/// <summary>Reads what a Chain 2 user device sends: a frame with its envelope, or the bare content of one.</summary>
/// <remarks>Source: the local interface of Chain2Gate as public readers of it show: Chain2Data, Chain2Info, Chain2State.</remarks>
public static class Chain2Reader
{
    /// <summary>More bytes than this are no frame: the longest seen has seven hundred.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MostFields = 100;
    private const string Roots = "Chain2Data, Chain2Info or Chain2State";

    /// <summary>Reads a message of the local websocket.</summary>
    public static Chain2Message Read(ReadOnlyMemory<byte> utf8) => Guarded(utf8, root =>
    {
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Take(2).ToArray() is not [var only])
            throw new RefusedException($"found another text, expected an object with one member: {Roots}");
        return only.Name switch
        {
            "Chain2Data" => Data(only.Value),
            "Chain2Info" => new Chain2Message.Info(Text(Object(only.Value, "Chain2Info"), "Chain2Info", "Id")),
            "Chain2State" => new Chain2Message.State(),
            var other => throw new RefusedException($"found {Quoted.InSentence(other)}, expected {Roots}"),
        };
    });

    /// <summary>Reads the content of a frame as a bridge passes it on, whose topic tells the device and the kind.</summary>
    public static Chain2Message ReadPayload(ReadOnlyMemory<byte> utf8, string device, string type) => Guarded(
        utf8, root => new Chain2Message.Frame(new(device, null, type.ToUpperInvariant(), Fields(root))));

    private static Chain2Message.Frame Data(JsonElement data)
    {
        const string Root = "Chain2Data";
        data = Object(data, Root);
        var meter = Text(data, Root, "Meter") switch
        {
            "M1" => MeterRole.Exchange,
            "M2" => MeterRole.Production,
            var other => throw new RefusedException($"{Root}.Meter: found {Quoted.InSentence(other)}, expected M1 or M2"),
        };
        if (!data.TryGetProperty("Payload", out var payload))
            throw new RefusedException($"{Root}: found no member 'Payload', expected one");
        return new(new(
            Text(data, Root, "Id"), meter, Text(data, Root, "Type").ToUpperInvariant(), Fields(payload)));
    }

    private static Chain2Fields Fields(JsonElement payload)
    {
        var fields = new Chain2Fields();
        var count = 0;
        foreach (var member in Object(payload, "Payload").EnumerateObject())
        {
            var name = Quoted.InSentence(member.Name);
            if (++count > MostFields)
                throw new RefusedException($"Payload: found more fields, expected at most {MostFields}");
            var text = member.Value.ValueKind switch
            {
                JsonValueKind.Number => member.Value.GetRawText(),
                JsonValueKind.String => member.Value.GetString()!,
                JsonValueKind.Null => "",
                JsonValueKind.True => "1",
                JsonValueKind.False => "0",
                _ => throw new RefusedException($"Payload.{name}: found a list or an object, expected a number or a text"),
            };
            if (text.Length > UrbanDatasetLimits.TextCharacters)
                throw new RefusedException($"Payload.{name}: found {text.Length} characters, expected at most 2000");
            if (!fields.TryAdd(member.Name, text))
                throw new RefusedException($"Payload.{name}: found it twice, expected it once");
        }

        return fields;
    }

    private static JsonElement Object(JsonElement element, string where) => element.ValueKind == JsonValueKind.Object
        ? element
        : throw new RefusedException($"{where}: found another value, expected an object");

    private static string Text(JsonElement parent, string where, string name) =>
        parent.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
        && found.GetString() is { Length: > 0 and <= UrbanDatasetLimits.DeviceCharacters } text
            ? text.Trim()
            : throw new RefusedException(
                $"{where}.{name}: found none, expected a text of at most {UrbanDatasetLimits.DeviceCharacters} characters");

    private static Chain2Message Guarded(ReadOnlyMemory<byte> utf8, Func<JsonElement, Chain2Message> read)
    {
        try
        {
            var text = StrictText.Checked(utf8.Span, MostBytes);
            using var document = JsonDocument.Parse(
                utf8[(utf8.Length - text.Length)..], new() { MaxDepth = UrbanDatasetLimits.Depth });
            return read(document.RootElement);
        }
        catch (RefusedException refusal)
        {
            return new Chain2Message.Refused(refusal.Message);
        }
        catch (JsonException fault)
        {
            return new Chain2Message.Refused(StrictText.NotJson(fault));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped.
            return new Chain2Message.Refused("found a text with half a character, expected whole ones");
        }
    }
}
