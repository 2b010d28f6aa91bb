using System.Globalization;
using System.Text.Json;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Host.Gateway;

/// <summary>The body of a call about datasets: texts by name; what is null, empty or unknown is not asked.</summary>
internal sealed class DatasetRequest
{
    public const int MostBytes = 8 * 1024;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private DatasetRequest()
    {
    }

    /// <exception cref="BadHttpRequestException">It is no such body.</exception>
    public static DatasetRequest Read(ReadOnlyMemory<byte> utf8)
    {
        var request = new DatasetRequest();
        try
        {
            using var body = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 4 });
            foreach (var member in body.RootElement.EnumerateObject())
            {
                var text = member.Value.ValueKind switch
                {
                    JsonValueKind.String => member.Value.GetString()!,
                    JsonValueKind.Number => member.Value.GetRawText(),
                    JsonValueKind.Null => "",
                    _ => throw Bad($"Found a member {Known(member.Name)} that is no text, expected texts."),
                };
                if (text.Length > 0) request._texts[member.Name] = text;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Bad("Found no JSON object, expected one with resource_id.");
        }

        return request;
    }

    /// <exception cref="BadHttpRequestException">It has no such member.</exception>
    public string Required(string name) =>
        Optional(name) ?? throw Bad($"Found no {name}, expected it as a text.");

    public string? Optional(string name) => _texts.GetValueOrDefault(name);

    /// <exception cref="BadHttpRequestException">It names no collaboration.</exception>
    public ResourceId Resource() => ResourceId.TryParse(Required("resource_id"), out var id)
        ? id
        : throw Bad($"Found a resource_id of another form, expected {ResourceId.Form}.");

    /// <exception cref="BadHttpRequestException">There is none, or it is no time.</exception>
    public DatasetTime Timestamp() => Time("timestamp") ?? throw Bad($"Found no timestamp, expected {DatasetTime.Form}.");

    /// <summary>When and where, as every search may ask.</summary>
    public DatasetFilter Filter() => new()
    {
        From = Time("period_start"),
        To = Time("period_end"),
        Circle = Circle(),
    };

    private static BadHttpRequestException Bad(string sentence) => new(sentence, StatusCodes.Status400BadRequest);

    // A name that the protocol does not have may be anything: it is not told again.
    private static string Known(string name) => name.Length <= 40 && name.All(c => c is '_' or (>= 'a' and <= 'z')) ? name : "of the body";

    private DatasetTime? Time(string name) => Optional(name) is not { } text
        ? null
        : DatasetTime.Parse(text) ?? throw Bad($"Found a {name} of another form, expected {DatasetTime.Form}.");

    private DatasetCircle? Circle()
    {
        var (latitude, longitude, metres) = (
            Number("center_latitude", 90), Number("center_longitude", 180), Number("distance", 1e9));
        if (latitude is null && longitude is null && metres is null) return null;
        return latitude is { } y && longitude is { } x && metres is >= 0 and { } around
            ? new(y, x, around)
            : throw Bad("Found a part of a place, expected center_latitude, center_longitude and distance together.");
    }

    private double? Number(string name, double most)
    {
        if (Optional(name) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= most
            ? number
            : throw Bad(string.Create(
                CultureInfo.InvariantCulture, $"Found a {name} that is none, expected a number up to {most:0}."));
    }
}
