using Cer.Domain;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying.Payouts;

/// <summary>Where members are paid and what the community pays from.</summary>
internal static class BankEndpoints
{
    // Who enters accounts, and who approves what goes there.
    private static readonly Role[] WhoNeedsIt = [Role.Administrator, Role.Accountant, Role.Approver];

    public static void MapBanks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bank", GetAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("The account that is paid from, and each member's; masked but to those who need them.");
        routes.MapPut("/bank/account", SetAsync).RequireRoles(Role.Administrator).AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Sets the account that is paid from: an IBAN, or one of the Tesoreria Unica.");
        routes.MapPost("/bank/members/{member:int}", AddAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Enters where a member is paid, or that it has no account any more; earlier ones stay.");
        routes.MapGet("/payout-rule", RuleAsync).RequireStaff().WithSummary("What payments keep to, and why.");
        routes.MapPut("/payout-rule", SetRuleAsync).RequireRoles(Role.Administrator).AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Sets the least that is paid, what is kept back of advances, and whether only received money is paid.");
    }

    public static bool MaySeeWhole(HttpContext context, string community) => context.Person().Has(community, WhoNeedsIt);

    private static async Task<IResult> GetAsync(
        string community,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        IBankStore banks,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var whole = MaySeeWhole(context, community);
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        var latest = (await banks.MembersAsync(found, cancellation)).GroupBy(bank => bank.Member)
            .ToDictionary(own => own.Key, own => own.Last());
        var from = await banks.CommunityAsync(found, cancellation);
        return TypedResults.Ok(new BankView.All(
            whole,
            from is null ? null : BankView.Community.Of(from, whole),
            [.. names.OrderBy(one => one.Value, StringComparer.Ordinal)
                .Select(one => BankView.Member.Of(one.Key, one.Value, latest.GetValueOrDefault(one.Key), whole))]));
    }

    private static async Task<IResult> SetAsync(
        string community, HttpContext context, ICommunityStore communities, IBankStore banks, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<BankRequest>(context);
        if (request.Read() is not { } account)
            return Problems.Bad("Found no account, expected an IBAN or an account of the treasury.");
        var (bic, why) = (request.ReadBic(), request.Why);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var revision = await banks.SetAsync(
            found, account, bic, why, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.Json(new { revision }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> AddAsync(
        string community, int member, HttpContext context, ICommunityStore communities, IBankStore banks, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<BankRequest>(context);
        var (account, why) = (request.Read(), request.Why);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var revision = await banks.AddAsync(
            found, member, account, why, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return revision is { } number
            ? TypedResults.Json(new { revision = number }, statusCode: StatusCodes.Status201Created)
            : Problems.NotFound("Found no such member, expected the number of one.");
    }

    private static async Task<IResult> RuleAsync(
        string community, ICommunityStore communities, IBankStore banks, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var rule = await banks.RuleAsync(found, cancellation);
        return TypedResults.Ok(new
        {
            LeastEur = rule.Least.Eur,
            rule.RetainedPercent,
            rule.ReceivedOnly,
            rule.Reason,
            rule.By,
        });
    }

    private static async Task<IResult> SetRuleAsync(
        string community, HttpContext context, ICommunityStore communities, IBankStore banks, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Rule>(context);
        if (request.LeastEur is not { } least || least is < 0 or > 1_000_000 || least != decimal.Round(least, 2))
            return Problems.Bad("Found no least amount, expected euro with at most two decimals, from 0.");
        if (request.RetainedPercent is not { } retained || retained is < 0 or > 100 || retained != decimal.Round(retained, 2))
            return Problems.Bad("Found another percentage, expected 0 to 100 with at most two decimals.");
        if (request.ReceivedOnly is not { } received) return Problems.Bad("Found no receivedOnly, expected true or false.");
        var reason = EntryRequest.Text(request.Reason, "reason", 500);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        await banks.SetRuleAsync(
            found,
            new(0, new Money(decimal.ToInt64(least * 100m)), retained, received, reason, null, null),
            context.Person().Signature,
            EntryEndpoints.Now(time),
            context.RequestAborted);
        return TypedResults.NoContent();
    }

    private sealed record Rule(decimal? LeastEur, decimal? RetainedPercent, bool? ReceivedOnly, string? Reason);
}
