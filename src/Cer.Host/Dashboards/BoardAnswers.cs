using Cer.Host.People;
using Cer.Operations.Dashboards;
using NodaTime;

namespace Cer.Host.Dashboards;

/// <summary>Turns what came of asking a dashboard into an answer with its status.</summary>
internal static class BoardAnswers
{
    private static readonly Duration Pause = Duration.FromSeconds(1);

    public static IResult Of<T>(HttpContext context, BoardOutcome<T> outcome, Func<T, Instant, object> view) => outcome switch
    {
        BoardOutcome<T>.Found found => TypedResults.Json(view(found.Answer, found.At)),
        BoardOutcome<T>.NotThere not => Answers.Problem(not.Sentence, StatusCodes.Status404NotFound),
        BoardOutcome<T>.Wrong wrong => Answers.Problem(wrong.Sentence, StatusCodes.Status400BadRequest),
        BoardOutcome<T>.Away away => Answers.Problem(away.Sentence, StatusCodes.Status503ServiceUnavailable),
        BoardOutcome<T>.TooMany => TooMany(context, "Found more than 4 queries under way, expected fewer at once."),
        _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
    };

    public static IResult TooMany(HttpContext context, string sentence)
    {
        context.Response.Headers.RetryAfter = $"{(int)Pause.TotalSeconds}";
        return Answers.Problem(sentence, StatusCodes.Status429TooManyRequests);
    }

    public static IResult NoBoard() => Answers.Problem(AskBoard.NoBoard, StatusCodes.Status404NotFound);
}
