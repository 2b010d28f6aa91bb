using System.Runtime.InteropServices;
using System.Text.Json;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>The dataset of a push that was taken, to be given back byte by byte, or searched.</summary>
public sealed class PushedDataset : IDisposable
{
    private readonly JsonDocument _body;
    private readonly JsonElement _dataset;
    private readonly Instant _generatedAt;

    private PushedDataset(JsonDocument body, JsonElement dataset, Offset offset, Instant generatedAt) =>
        (_body, _dataset, Offset, _generatedAt) = (body, dataset, offset, generatedAt);

    /// <summary>The bytes of the dataset as they were sent.</summary>
    public ReadOnlySpan<byte> Utf8 => JsonMarshal.GetRawUtf8Value(_dataset);

    public Offset Offset { get; }

    private JsonElement Root => _dataset.GetProperty("UrbanDataset");

    private JsonElement Context => Root.GetProperty("context");

    /// <summary>Opens the body of a push; null when it is none.</summary>
    public static PushedDataset? TryOpen(ReadOnlyMemory<byte> raw)
    {
        JsonDocument? body = null;
        try
        {
            body = JsonDocument.Parse(raw.Span.StartsWith("\uFEFF"u8) ? raw[3..] : raw);
            var dataset = body.RootElement.GetProperty("dataset");
            var context = dataset.GetProperty("UrbanDataset").GetProperty("context");
            if (TimeZoneText.TryParse(context.GetProperty("timeZone").GetString()!, out var offset)
                && LocalTimeText.TryParse(context.GetProperty("timestamp").GetString()!, offset, out var at))
                return new(body, dataset, offset, at);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not of the form that a push has.
        }

        body?.Dispose();
        return null;
    }

    public bool Fits(DatasetFilter filter) => filter.InLines
        ? Lines().Any(line => InTime(LineTime(line), filter) && InCircle(line, filter) && Says(line, filter))
        : InTime((_generatedAt, _generatedAt), filter) && InCircle(Context, filter)
            && (filter is { Property: null, Value: null } || Lines().Any(line => Says(line, filter)));

    public void Dispose() => _body.Dispose();

    private static bool Says(JsonElement of, DatasetFilter filter)
    {
        if (filter is { Property: null, Value: null }) return true;
        if (!of.TryGetProperty("property", out var properties)) return false;
        foreach (var property in properties.EnumerateArray())
        {
            var named = filter.Property is null || property.GetProperty("name").ValueEquals(filter.Property);
            if (named && (filter.Value is null
                || (property.TryGetProperty("val", out var value) && value.ValueEquals(filter.Value)))) return true;
            if (Says(property, filter)) return true;
        }

        return false;
    }

    private JsonElement.ArrayEnumerator Lines() => Root.GetProperty("values").GetProperty("line").EnumerateArray();

    private bool InTime((Instant Start, Instant End) time, DatasetFilter filter) =>
        (filter.From is null || time.Start >= filter.From.For(Offset))
        && (filter.To is null || time.End <= filter.To.For(Offset));

    private (Instant Start, Instant End) LineTime(JsonElement line)
    {
        if (line.TryGetProperty("period", out var period)
            && At(period, "start_ts") is { } start && At(period, "end_ts") is { } end) return (start, end);
        var at = At(line, "timestamp") ?? _generatedAt;
        return (at, at);
    }

    private Instant? At(JsonElement of, string member) =>
        of.TryGetProperty(member, out var text) && LocalTimeText.TryParse(text.GetString()!, Offset, out var at) ? at : null;

    private bool InCircle(JsonElement of, DatasetFilter filter)
    {
        if (filter.Circle is not { } circle) return true;
        // A line without a place of its own is where its message is.
        if (!of.TryGetProperty("coordinates", out var place)) place = Context.GetProperty("coordinates");
        return circle.Holds(place.GetProperty("latitude").GetDouble(), place.GetProperty("longitude").GetDouble());
    }
}
