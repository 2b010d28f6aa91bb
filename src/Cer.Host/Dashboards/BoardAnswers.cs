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
        BoardOutcome<T>.Away away => Away(context, away.Sentence, away.Reason),
        BoardOutcome<T>.TooMany => TooMany(context, "Found more than 4 queries under way, expected fewer at once."),
        _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
    };

    public static IResult TooMany(HttpContext context, string sentence)
    {
        context.Response.Headers.RetryAfter = $"{(int)Pause.TotalSeconds}";
        return Answers.Problem(sentence, StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The figures cannot be told now: why, in a sentence and in a word for the page, and when to come again.</summary>
    public static IResult Away(HttpContext context, string sentence, AwayReason reason)
    {
        context.Response.Headers.RetryAfter = $"{(long)AwayWords.PauseAfter(reason).TotalSeconds}";
        return TypedResults.Problem(
            sentence,
            statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: [new("reason", $"{reason}".ToLowerInvariant())]);
    }

    /// <summary>Turns what a body lacks, or a database that cannot be asked, into a sentence with its status.</summary>
    public static async ValueTask<object?> TellFaultsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await Answers.TellFaultsAsync(context, next);
        }
        catch (FiguresAwayException away)
        {
            return Away(context.HttpContext, away.Message, away.Reason);
        }
    }

    /// <summary>Said alike of a community that does not exist and of one of others.</summary>
    public static IResult NoCommunity() =>
        Answers.Problem(ChooseVariables.NoCommunity<object>().Sentence, StatusCodes.Status404NotFound);

    public static IResult NoBoard() => Answers.Problem(AskBoard.NoBoard, StatusCodes.Status404NotFound);
}
