using Cer.Host.People;
using Cer.Operations.Mail;
using NodaTime.Text;

namespace Cer.Host.Mail.Unsubscribing;

/// <summary>Which optional letters come to the person who is signed in.</summary>
internal static class ChoiceEndpoints
{
    public static void MapLetterChoices(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/letters").WithTags("Account").RequireSignedIn().AddEndpointFilter(Answers.TellFaultsAsync);
        own.MapGet("", ListAsync).WithSummary("The optional letters that may come to the person, and which of them are wanted.");
        own.MapPut("", SetAsync).WithSummary("Whether the person wants letters of a kind from a community.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, ILetterChoices choices) => TypedResults.Ok(
        (await choices.OfAsync(context.Person().Id, context.RequestAborted)).Select(ChoiceView.Of).ToArray());

    private static async Task<IResult> SetAsync(HttpContext context, ILetterChoices choices)
    {
        var asked = await JsonBody.ReadAsync<Wish>(context);
        var code = JsonBody.Needed(asked.Community, "community");
        var kind = LetterKinds.OptionalOf(JsonBody.Needed(asked.Kind, "kind"));
        if (asked.Wants is not { } wants)
            return Answers.Problem("Found no answer, expected wants: true or false.", StatusCodes.Status400BadRequest);
        var person = context.Person().Id;
        var all = await choices.OfAsync(person, context.RequestAborted);
        var might = all.FirstOrDefault(one => one.Code == code && one.Kind == kind);
        if (might is null)
            return Answers.Problem("Found no such letters, expected some that api/letters lists.", StatusCodes.Status404NotFound);
        await choices.SetAsync(might.Community, person, might.Kind, wants, ChoiceWay.Page, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private sealed record Wish(string? Community, string? Kind, bool? Wants);

    internal sealed record ChoiceView(string Community, string CommunityName, string Kind, bool Wants, string? At)
    {
        public static ChoiceView Of(LetterChoice choice) => new(
            choice.Code,
            choice.CommunityName,
            choice.Kind.Word(),
            choice.Wants,
            choice.At is { } at ? InstantPattern.General.Format(at) : null);
    }
}
