using System.Text.Json;
using Cer.Host.Viewing;

namespace Cer.Host.Gateway;

/// <summary>Reads the JSON of a small request, or says what is wrong with it.</summary>
internal static class SmallBody
{
    public const int MostBytes = 16 * 1024;

    public static async Task<(T? Asked, IResult? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await request.ReadFromJsonAsync<T>(cancellation) is { } asked
                ? (asked, null)
                : (null, Problems.Bad("Found nothing, expected a JSON object."));
        }
        catch (BadHttpRequestException bad)
        {
            return (null, TypedResults.Problem(bad.Message, statusCode: bad.StatusCode));
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return (null, Problems.Bad("Found a body that is not such JSON, expected an object as the documents describe it."));
        }
    }

    /// <summary>What is wrong with a reason; null when nothing is.</summary>
    public static IResult? Reason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? Problems.Bad("Found no reason, expected one.")
        : reason.Length > 2000 ? Problems.Bad("Found a long reason, expected at most 2000 characters.") : null;
}
