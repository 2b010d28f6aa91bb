using System.Globalization;
using Cer.Exchange.Faults;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Regolamenti;

/// <summary>The regolamento of a community: its versions, a preview on past months, a draft, an approval.</summary>
internal static class RegolamentoEndpoints
{
    private const int MostFaults = 50;

    public static void MapRegolamento(this IEndpointRouteBuilder routes)
    {
        const string Place = "/api/communities/{community}/regolamento";
        routes.MapGet(Place, GetAsync).WithTags("Regolamento").RequireStaff()
            .WithSummary("The versions with who wrote and approved them, and what an editor needs.");
        var changes = routes.MapGroup(Place).WithTags("Regolamento")
            .WithMetadata(new BodySize(RegolamentoBody.Most)).AddEndpointFilter(Answers.TellFaultsAsync);
        changes.MapPost("", AddAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Keeps a draft, checked against the community and its own examples.");
        changes.MapPost("/preview", PreviewAsync).RequireStaff()
            .WithSummary("Shares past months out by other rules and stores nothing.");
        changes.MapPost("/{version:int}/approve", ApproveAsync).RequireRoles(Role.Approver)
            .WithSummary("Approves a draft: by an approver who did not write it.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        HttpContext context,
        ICommunityStore communities,
        IRegolamentoStore store,
        IRunStore runs,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await communities.LoadAsync(found, null, cancellation) is not { } definition) return Problems.NoCommunity;
        var versions = await store.ListAsync(found, cancellation);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb["Europe/Rome"]).Date.ToYearMonth();
        return TypedResults.Ok(RegolamentoView.Of(
            versions,
            definition,
            [.. (await runs.MonthsAsync(found, cancellation)).Select(row => row.Settled.Month)],
            await store.LastClosedAsync(found, cancellation),
            now,
            context.Person().Signature));
    }

    private static async Task<IResult> AddAsync(
        string community, HttpContext context, ICommunityStore communities, KeepRegolamento keep)
    {
        var body = await RegolamentoBody.ReadAsync(context, isDraft: true);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await keep.AddAsync(
            found, body.From!.Value, body.Reference!, body.Content, context.Person().Signature, context.RequestAborted) switch
        {
            DraftOutcome.Kept kept => TypedResults.Json(new { kept.Version }, statusCode: StatusCodes.Status201Created),
            DraftOutcome.NotAllowed notAllowed => Answers.Problem(notAllowed.Sentence, StatusCodes.Status409Conflict),
            DraftOutcome.Refused refused => Faulty(refused.Faults),
            var other => throw new NotSupportedException($"A draft has no answer for {other.GetType().Name}."),
        };
    }

    private static async Task<IResult> ApproveAsync(
        string community, int version, HttpContext context, ICommunityStore communities, KeepRegolamento keep)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await keep.ApproveAsync(found, version, context.Person().Signature, context.RequestAborted) switch
        {
            ApprovalOutcome.Approved => TypedResults.NoContent(),
            ApprovalOutcome.NotAllowed notAllowed => Answers.Problem(notAllowed.Sentence, StatusCodes.Status409Conflict),
            ApprovalOutcome.Refused refused => Faulty(refused.Faults),
            _ => Problems.NotFound("Found no such version of the regolamento, expected one of the list."),
        };
    }

    private static async Task<IResult> PreviewAsync(
        string community, HttpContext context, ICommunityStore communities, IRegistryView registry, PreviewRegolamento preview)
    {
        var body = await RegolamentoBody.ReadAsync(context, isDraft: false);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        switch (await preview.RunAsync(found, body.Content, body.Months, context.RequestAborted))
        {
            case PreviewOutcome.Made made:
                var numbers = await registry.NumbersAsync(found, context.RequestAborted);
                return TypedResults.Ok(PreviewView.Of(made, numbers.Members));
            case PreviewOutcome.NotSettled none:
                return Problems.NotFound(none.Sentence);
            case PreviewOutcome.Refused refused:
                return Faulty(refused.Faults);
            case var other:
                throw new NotSupportedException($"A preview has no answer for {other.GetType().Name}.");
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Faulty(FaultList faults)
    {
        var first = faults.Faults[0];
        var more = faults.Faults.Count - 1;
        var sentence = $"{Where(first)}: found {first.Found}, expected {first.Expected}";
        return TypedResults.Problem(
            more == 0 ? $"{sentence}." : string.Create(CultureInfo.InvariantCulture, $"{sentence}; and {more} more."),
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>
            {
                ["faults"] = faults.Faults.Take(MostFaults)
                    .Select(fault => new { Field = Where(fault), fault.Found, fault.Expected }).ToArray(),
            });
    }

    /// <summary>The place in what was sent; of a stored file, with its name.</summary>
    private static string Where(InputFault fault) =>
        fault.File == Exchange.Contract.RegolamentoText.Name ? fault.Field : $"{fault.File}: {fault.Field}";
}
