using System.Text.Json;
using System.Text.Json.Serialization;
using Cer.Host.Gateway;

namespace Cer.Host.Desk;

/// <summary>Reads what a page of the desk sends: an object of texts, of bounded size and depth.</summary>
internal static class DeskBody
{
    /// <summary>The largest form, in bytes.</summary>
    public const int MostForm = 64 * 1024;

    /// <summary>The largest file with what stands around it, in bytes.</summary>
    public const int MostFile = 2 * 1024 * 1024;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 8,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <exception cref="BadHttpRequestException">It is no such object, or too large or slow.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, int most)
        where T : class
    {
        var body = await BodyReader.ReadAsync(context.Request, most, context.RequestAborted);
        try
        {
            return JsonSerializer.Deserialize<T>(body.AsSpan(), Form) ?? throw Wrong();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Wrong();
        }
    }

    private static BadHttpRequestException Wrong() => new("Found another body, expected the JSON object that the form sends.");
}
