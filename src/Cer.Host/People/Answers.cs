using System.Globalization;
using NodaTime;

namespace Cer.Host.People;

/// <summary>Answers that several addresses give.</summary>
internal static class Answers
{
    /// <param name="sentence">What was found, and what was expected.</param>
    /// <param name="status">The status.</param>
    /// <param name="field">Which of what was sent is wrong, for a page that says it beside the field.</param>
    public static IResult Problem(string sentence, int status, string? field = null) => TypedResults.Problem(
        detail: sentence,
        statusCode: status,
        extensions: field is null ? null : new Dictionary<string, object?> { ["field"] = field });

    /// <summary>Come back later: the header says when.</summary>
    public static IResult TooOften(HttpContext context, Duration wait)
    {
        var seconds = (long)Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem(
            $"Found too many attempts, expected a pause of {seconds} seconds.", StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Turns what a body lacks into a sentence with its status.</summary>
    public static async ValueTask<object?> TellFaultsAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException bad)
        {
            return Problem(bad.Message, bad.StatusCode);
        }
    }
}
