namespace Cer.Host.People;

/// <summary>What a person does with the own account: another password, codes of an app.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api").WithTags("Account").RequireSignedIn()
            .AddEndpointFilter(Answers.TellFaultsAsync);
        own.MapPost("/password", ChangePasswordAsync)
            .WithSummary("Another password; every other session of the person ends, and with endKeys passkeys and tokens.");
        own.MapPost("/totp", OfferAsync).WithSummary("A secret for an app, which counts when a code of it was shown; the password "
            + "must come with it, or the answer of a passkey.");
        own.MapPut("/totp", ConfirmAsync).WithSummary("Shows a code of the app: from now on codes are asked for.");
        own.MapDelete("/totp", RemoveAsync).WithSummary("No codes any more; password and code must come with it, or the answer of a "
            + "passkey.");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, OwnAccount account, SessionCookie cookie)
    {
        var asked = await JsonBody.ReadAsync<PasswordChange>(context);
        return Answer(context, cookie, await account.ChangePasswordAsync(
            context.Person(),
            JsonBody.Needed(asked.Current, "current"),
            JsonBody.Needed(asked.Next, "next"),
            asked.EndKeys ?? false,
            context.Visitor(),
            context.RequestAborted));
    }

    private static async Task<IResult> OfferAsync(HttpContext context, OwnAccount account, FreshProof proof)
    {
        // At a screen that was left alone nobody else's app shall keep its owner out.
        if (!context.Person().Totp
            && await proof.RefusalAsync(context, await JsonBody.ReadAsync<ShownProof>(context)) is { } refusal) return refusal;
        return await account.OfferTotpAsync(context.Person(), context.RequestAborted) is { } secret
            ? TypedResults.Ok(new { Secret = secret, Uri = Totp.Uri(context.Person().Login, secret) })
            : Answers.Problem("Found an app already, expected none: remove it first.", StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, OwnAccount account, SessionCookie cookie)
    {
        var asked = await JsonBody.ReadAsync<ShownCode>(context);
        return Answer(context, cookie, await account.ConfirmTotpAsync(
            context.Person(), JsonBody.Needed(asked.Code, "code"), context.Visitor(), context.RequestAborted));
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, OwnAccount account, FreshProof proof)
    {
        if (await proof.RefusalAsync(context, await JsonBody.ReadAsync<ShownProof>(context)) is { } refusal) return refusal;
        await account.RemoveTotpAsync(context.Person(), context.RequestAborted);
        return TypedResults.NoContent();
    }

    /// <summary>Why something was not done.</summary>
    public static IResult Refusal(HttpContext context, AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status400BadRequest, refused.Field),
        AccountOutcome.CodeNeeded needed => TypedResults.Problem(
            detail: needed.IsWrong
                ? "Found another code or one that was used, expected the one that your app shows now."
                : "Found no code, expected the one that your app shows now.",
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?> { ["codeNeeded"] = true }),
        AccountOutcome.TooOften tooOften => Answers.TooOften(context, tooOften.Wait),
        _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
    };

    private static IResult Answer(HttpContext context, SessionCookie cookie, AccountOutcome outcome)
    {
        if (outcome is not AccountOutcome.Done done) return Refusal(context, outcome);
        if (done.Entered is { } entered) cookie.Give(context, entered);
        return TypedResults.NoContent();
    }

    private sealed record PasswordChange(string? Current, string? Next, bool? EndKeys);

    private sealed record ShownCode(string? Code);
}
