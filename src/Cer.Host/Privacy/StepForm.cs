using Cer.Host.Mine;
using Cer.Host.People;
using Cer.Operations.Privacy;

namespace Cer.Host.Privacy;

/// <summary>What somebody says to a request.</summary>
internal sealed record StepForm(string? State, string? Text)
{
    /// <exception cref="BadHttpRequestException">It is another state, or no text.</exception>
    public (string State, string Text) Read(params ReadOnlySpan<string> states)
    {
        if (State is null || !states.Contains(State))
            throw new BadHttpRequestException($"Found another state, expected {string.Join(", ", states!)}.");
        return (State, RequestForm.Words(Text));
    }

    public static IResult Answer(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Said => TypedResults.NoContent(),
        StepOutcome.Over => Answers.Problem(
            "Found a request that was taken back or has as many answers as it may, expected another.", StatusCodes.Status409Conflict),
        StepOutcome.NotByDelegate => OwnProfile.NotByDelegate,
        _ => Answers.Problem("Found no such request, expected one of the list.", StatusCodes.Status404NotFound),
    };
}
