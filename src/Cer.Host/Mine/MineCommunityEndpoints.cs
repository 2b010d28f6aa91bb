using Cer.Host.People;
using Cer.Host.Privacy;
using Cer.Host.Viewing;
using Cer.Operations.Desk;
using Cer.Operations.Mine;
using NodaTime;

namespace Cer.Host.Mine;

/// <summary>A member inside its community: sums of all, its own, and no other's.</summary>
/// <remarks>Each handler takes a second parameter: with the context alone its answer would be thrown away.</remarks>
internal static class MineCommunityEndpoints
{
    public static void MapMineCommunity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/mine").WithTags("Mine").RequireRoles(Role.Member, Role.Delegate)
            .AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("/whole", GetWholeAsync)
            .WithSummary("What the community injected, took and shared, and your part; ?day= or ?month=, else the last day.");
        group.MapGet("/best-hours", GetBestHoursAsync)
            .WithSummary("What the community will have left over today and tomorrow, and how wrong such forecasts were.");
        group.MapGet("/compare", GetComparisonAsync)
            .WithSummary("A whole month beside the same one a year before and beside other households; ?month=.");
        group.MapGet("/consents", GetConsentsAsync).WithSummary("The consents you gave, with their terms.");
        group.MapPost("/consents/{purpose}/{id:int}/withdraw", WithdrawAsync)
            .WithSummary("Takes a consent of yours back, at once; of quarter hours nothing more is taken in from then on.");
        group.MapGet("/delegations", GetDelegationsAsync).WithSummary("Who acts for you, or did: the newest first.");
        group.MapPost("/delegations/{id:int}/end", EndDelegationAsync)
            .WithSummary("Ends a delegation of yours, at once: whoever acted sees your page no more from the next call on.");
        group.MapGet("/nickname", GetNicknameAsync).WithSummary("Your nickname, and the newest ranking.");
        group.MapPut("/nickname", PutNicknameAsync).WithSummary("Chooses the nickname by which the ranking shows you.");
        group.MapDelete("/nickname", DeleteNicknameAsync).WithSummary("Takes you out of the ranking.");
    }

    private static async Task<IResult> GetWholeAsync(HttpContext context, string? day, string? month)
    {
        var (onDay, problem) = Asked.Day(day);
        var (inMonth, other) = Asked.Month(month);
        if ((problem ?? other) is { } wrong) return wrong;
        if (onDay is not null && inMonth is not null)
            return Problems.Bad("Found a day and a month, expected one of them.");
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var read = context.RequestServices.GetRequiredService<ReadWhole>();
        return TypedResults.Ok(WholeView.Of(
            inMonth is { } whole
                ? await read.MonthAsync(own.Token, own.Profile, whole, context.RequestAborted)
                : await read.DayAsync(own.Token, own.Profile, onDay, context.RequestAborted),
            inMonth is not null));
    }

    private static async Task<IResult> GetBestHoursAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var foretell = context.RequestServices.GetRequiredService<ForetellSurplus>();
        return TypedResults.Ok(ForetoldView.Of(await foretell.RunAsync(own.Token, own.Profile, cancellation)));
    }

    private static async Task<IResult> GetComparisonAsync(HttpContext context, string? month)
    {
        var (asked, problem) = Asked.Month(month);
        if (problem is not null) return problem;
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var compare = context.RequestServices.GetRequiredService<CompareMine>();
        return TypedResults.Ok(ComparisonView.Of(await compare.RunAsync(
            own.Token, own.Profile, asked is { } one ? new YearMonth(one.Year, one.Month) : null, context.RequestAborted)));
    }

    private static async Task<IResult> GetConsentsAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var consents = await Store(context).ConsentsAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(consents.Select(ConsentView.Of).ToArray());
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string purpose, int id)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null) return OwnProfile.NotByDelegate;
        return await Store(context).WithdrawAsync(own.Token, own.Profile, purpose, id, context.RequestAborted) switch
        {
            ConsentOutcome.Withdrawn => TypedResults.NoContent(),
            ConsentOutcome.Gone => Answers.Problem(
                "Found a consent that was taken back before, expected one that stands.", StatusCodes.Status409Conflict),
            _ => Answers.Problem("Found no such consent, expected one of your own.", StatusCodes.Status404NotFound),
        };
    }

    private static async Task<IResult> GetDelegationsAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var given = await Store(context).DelegationsAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(given.Select(MineDelegationView.Of).ToArray());
    }

    private static async Task<IResult> EndDelegationAsync(HttpContext context, int id, EndOwnDelegation end)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null) return OwnProfile.NotByDelegate;
        return await end.RunAsync(own.Token, own.Profile, id, context.RequestAborted) switch
        {
            MandateOutcome.Ended => TypedResults.NoContent(),
            MandateOutcome.Gone => Answers.Problem(
                "Found a delegation that was over before, expected one that stands.", StatusCodes.Status409Conflict),
            _ => Answers.Problem("Found no such delegation, expected one of your own.", StatusCodes.Status404NotFound),
        };
    }

    private static async Task<IResult> GetNicknameAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var nickname = await Store(context).NicknameAsync(own.Token, own.Profile, cancellation);
        var ranking = await Store(context).RankingAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(NicknameView.Of(nickname, ranking));
    }

    private static async Task<IResult> PutNicknameAsync(HttpContext context, CancellationToken cancellation)
    {
        var (nickname, fault) = NicknameRule.Read((await JsonBody.ReadAsync<NicknameForm>(context)).Nickname);
        if (fault is not null)
        {
            return TypedResults.Problem(
                fault.Sentence,
                statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["code"] = fault.Code, ["found"] = fault.Found });
        }

        return await ChooseAsync(context, nickname, cancellation);
    }

    private static Task<IResult> DeleteNicknameAsync(HttpContext context, CancellationToken cancellation) =>
        ChooseAsync(context, null, cancellation);

    private static async Task<IResult> ChooseAsync(HttpContext context, string? nickname, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null) return OwnProfile.NotByDelegate;
        return await Store(context).ChooseAsync(own.Token, own.Profile, nickname, cancellation) switch
        {
            NicknameOutcome.Chosen => TypedResults.NoContent(),
            NicknameOutcome.Taken => TypedResults.Problem(
                "Found the nickname of another member, expected one of your own.",
                statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?> { ["code"] = "taken" }),
            NicknameOutcome.TooOften => Answers.Problem(
                "Found twenty changes in a day, expected fewer.", StatusCodes.Status429TooManyRequests),
            _ => Answers.Problem("Found no such member, expected your own.", StatusCodes.Status404NotFound),
        };
    }

    private static IMineCommunity Store(HttpContext context) => context.RequestServices.GetRequiredService<IMineCommunity>();
}
