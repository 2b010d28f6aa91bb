using System.Text.Json;
using Cer.Operations.People.Tokens;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.People.Tokens;

/// <summary>Tokens for programs: one's own, and those of people whom one runs.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/tokens").WithTags("Account").RequireSignedIn().AddEndpointFilter(Answers.TellFaultsAsync);
        own.MapGet("", ListOwnAsync).WithSummary("The person's tokens that are good.");
        own.MapPost("", MakeOwnAsync).WithSummary("Makes a token, which is shown this once; the password, and the code of an app, "
            + "come with it.");
        own.MapDelete("/{token:long}", EndOwnAsync).WithSummary("Ends a token.");
        var others = routes.MapGroup("/api/people/{id:int}/tokens").WithTags("People")
            .RequireRoles(Role.Administrator).AddEndpointFilter(Answers.TellFaultsAsync);
        others.MapGet("", ListOfAsync).WithSummary("The tokens of somebody whom one runs.");
        others.MapPost("", MakeForAsync).WithSummary("Makes a token for somebody whom one runs; one's own password, and code, come "
            + "with it.");
        others.MapDelete("/{token:long}", EndOfAsync).WithSummary("Ends a token of somebody whom one runs.");
    }

    private static Task<IResult> ListOwnAsync(HttpContext context, ITokenStore tokens) =>
        ListAsync(context, context.Person(), tokens);

    private static Task<IResult> MakeOwnAsync(
        HttpContext context, ManageTokens manage, FreshProof proof, ICommunityStore communities) =>
        MakeAsync(context, context.Person(), manage, proof, communities);

    private static Task<IResult> EndOwnAsync(HttpContext context, long token, ITokenStore tokens) =>
        EndAsync(context, context.Person(), token, tokens);

    private static async Task<IResult> ListOfAsync(HttpContext context, int id, ManagePeople people, ITokenStore tokens) =>
        await people.FindAsync(id, context.Person(), context.RequestAborted) is { } known
            ? await ListAsync(context, known.Person, tokens)
            : Nobody();

    private static async Task<IResult> MakeForAsync(
        HttpContext context,
        int id,
        ManagePeople people,
        ManageTokens manage,
        FreshProof proof,
        ICommunityStore communities) =>
        await people.FindAsync(id, context.Person(), context.RequestAborted) is { } known
            ? await MakeAsync(context, known.Person, manage, proof, communities)
            : Nobody();

    private static async Task<IResult> EndOfAsync(
        HttpContext context, int id, long token, ManagePeople people, ITokenStore tokens) =>
        await people.FindAsync(id, context.Person(), context.RequestAborted) is { } known
            ? await EndAsync(context, known.Person, token, tokens)
            : Nobody();

    private static async Task<IResult> ListAsync(HttpContext context, Person owner, ITokenStore tokens) =>
        TypedResults.Ok((await tokens.ListAsync(owner.Id, context.RequestAborted)).Select(TokenView.Of).ToArray());

    private static async Task<IResult> MakeAsync(
        HttpContext context, Person owner, ManageTokens manage, FreshProof proof, ICommunityStore communities)
    {
        var asked = await JsonBody.ReadAsync<Wish>(context);
        var (code, name) = (JsonBody.Needed(asked.Community, "community"), JsonBody.Needed(asked.Name, "name").Trim());
        var scopes = (asked.Scopes ?? []).Select(word => TokenScopes.Of(word) ?? throw new BadHttpRequestException(
            $"Found another scope, expected {string.Join('|', TokenScopes.All)}.")).Distinct().ToArray();
        if (asked.Days is not { } days) throw new BadHttpRequestException("Found no days, expected how long the token is good.");
        if (await communities.FindAsync(code, context.RequestAborted) is not { } community || !context.Person().Knows(code))
            throw new BadHttpRequestException("Found no such community, expected the code of one of your own.");
        // Whoever enters by Home Assistant has proved it there, and may have no password here.
        if (!context.CameFromHome() && await proof.RefusalAsync(context, asked.Proof) is { } refusal) return refusal;
        context.Response.Headers.CacheControl = "no-store";
        return await manage.MakeAsync(
            owner, community, code, name, scopes, days, context.Person().Signature, context.RequestAborted) switch
        {
            TokenOutcome.Made made => TypedResults.Json(
                new
                {
                    made.Id,
                    Token = ShownToken.Beginning + made.Secret.Text,
                    ExpiresAt = InstantPattern.General.Format(made.ExpiresAt),
                },
                statusCode: StatusCodes.Status201Created),
            TokenOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status400BadRequest),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected a known outcome."),
        };
    }

    private static async Task<IResult> EndAsync(HttpContext context, Person owner, long token, ITokenStore tokens) =>
        await tokens.EndAsync(owner.Id, token, context.Person().Signature, context.RequestAborted)
            ? TypedResults.NoContent()
            : Answers.Problem("Found no such token, expected one that is good.", StatusCodes.Status404NotFound);

    private static IResult Nobody() =>
        Answers.Problem("Found no such person, expected one of the list.", StatusCodes.Status404NotFound);

    private sealed record Wish(
        string? Name,
        string? Community,
        IReadOnlyList<string?>? Scopes,
        int? Days,
        string? Password,
        string? Code,
        JsonElement? Credential,
        string? State)
    {
        public ShownProof Proof => new(Password, Code, Credential, State);
    }

    private sealed record TokenView(
        long Id,
        string Name,
        string Community,
        IReadOnlyList<string> Scopes,
        string MadeAt,
        string ExpiresAt,
        string? UsedAt,
        string? MadeBy,
        bool OfOneScope)
    {
        public static TokenView Of(ApiToken token) => new(
            token.Id,
            token.Name,
            token.Community,
            [.. token.Scopes.Select(scope => scope.Word())],
            InstantPattern.General.Format(token.MadeAt),
            InstantPattern.General.Format(token.ExpiresAt),
            token.UsedAt is { } used ? InstantPattern.General.Format(used) : null,
            token.MadeBy,
            token.IsOfOneScope);
    }
}
