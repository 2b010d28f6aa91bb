using System.Text.Json;
using System.Text.Json.Serialization;
using Cer.Host.Gateway;

namespace Cer.Host.People;

/// <summary>Reads a small JSON object that a page sends.</summary>
internal static class JsonBody
{
    /// <summary>The largest body, in bytes.</summary>
    public const int Most = 16 * 1024;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 8,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <exception cref="BadHttpRequestException">It is no such object, or too large or slow.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        var body = await BodyReader.ReadAsync(context.Request, Most, context.RequestAborted);
        try
        {
            return JsonSerializer.Deserialize<T>(body.AsSpan(), Form) ?? throw Wrong<T>();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is how half of a surrogate pair is told.
            throw Wrong<T>();
        }
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="BadHttpRequestException">It is not.</exception>
    public static string Needed(string? text, string name) =>
        text ?? throw new BadHttpRequestException($"Found no {name}, expected a text of that name.");

    private static BadHttpRequestException Wrong<T>() => new(
        $"Found another body, expected a JSON object with {string.Join(", ", Names(typeof(T)))}.");

    private static IEnumerable<string> Names(Type form) =>
        form.GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
}
