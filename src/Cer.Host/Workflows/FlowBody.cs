using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Host.Gateway;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>A request about definitions or instances: a JSON object, or nothing.</summary>
internal sealed class FlowBody
{
    private const int Most = 4 * 1024 * 1024;

    // What is kept is nested a little deeper than what came, and has an end too.
    private static readonly JsonDocumentOptions Form = new() { MaxDepth = 48 };

    private readonly OrderedDictionary<string, object?> _values;

    private FlowBody(OrderedDictionary<string, object?> values) => _values = values;

    /// <exception cref="BadHttpRequestException">It is no such object, or too large or slow.</exception>
    public static async Task<FlowBody> ReadAsync(HttpContext context)
    {
        var body = await BodyReader.ReadAsync(context.Request, Most, context.RequestAborted);
        if (body.Count == 0) return new([]);
        return ValueOf(body) is OrderedDictionary<string, object?> values
            ? new(values)
            : throw new BadHttpRequestException("Found another body, expected a JSON object.");
    }

    /// <summary>The value that JSON stands for.</summary>
    /// <exception cref="BadHttpRequestException">It is not JSON.</exception>
    public static object? ValueOf(ArraySegment<byte> body)
    {
        try
        {
            return ValueJson.FromPlain(JsonNode.Parse(body.AsSpan(), documentOptions: Form));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // The second is how half of a surrogate pair is told, the third a name that comes twice.
            throw new BadHttpRequestException("Found text that is not JSON with each name once and at most 48 levels, expected such.");
        }
    }

    public object? Value(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="BadHttpRequestException">Something else than a text is written.</exception>
    public string? Text(string name) => Value(name) switch
    {
        null => null,
        string text => text,
        _ => throw new BadHttpRequestException($"Found another '{name}', expected a text."),
    };

    /// <exception cref="BadHttpRequestException">Something else than a whole number is written.</exception>
    public int? Number(string name) => Value(name) switch
    {
        null => null,
        int number => number,
        double number when number == Math.Floor(number) && Math.Abs(number) < int.MaxValue => (int)number,
        _ => throw new BadHttpRequestException($"Found another '{name}', expected a whole number."),
    };

    /// <exception cref="BadHttpRequestException">Something else than an object is written.</exception>
    public OrderedDictionary<string, object?> Values(string name) => Value(name) switch
    {
        null => [],
        OrderedDictionary<string, object?> values => values,
        _ => throw new BadHttpRequestException($"Found another '{name}', expected an object with values by their names."),
    };
}
