using System.Text;
using Cer.Domain;
using Cer.Host.Gateway;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Desk;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Desk;

/// <summary>The members' desk: enrols, ends and moves, shown before they are kept, and taken back.</summary>
internal static class DeskEndpoints
{
    private const string Place = "/api/communities/{community}/desk";

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var reads = routes.MapGroup(Place).WithTags("Desk").RequireRoles(Role.Administrator, Role.Operator, Role.Auditor);
        reads.MapGet("", GetAsync).LooksAtAll(LookKind.Desk)
            .WithSummary("The register with its version, what was done at the desk, and who acts for whom.");
        reads.MapGet("/template", Template).WithSummary("An empty table of new members, for a spreadsheet: ?format=xlsx for a workbook.");
        reads.MapGet("/acts/{act:int}/undo", PreviewUndoAsync).LooksAtAll(LookKind.Desk)
            .WithSummary("What taking an act back would do.");
        var changes = routes.MapGroup(Place).WithTags("Desk").RequireRoles(Role.Administrator, Role.Operator)
            .WithMetadata(new BodySize(DeskBody.MostFile)).AddEndpointFilter(Answers.TellFaultsAsync);
        changes.MapPost("/preview", PreviewAsync).LooksAtAll(LookKind.Desk).WithSummary("What a form would do; nothing is stored.");
        changes.MapPost("", ApplyAsync).LooksAtAll(LookKind.Desk).WithSummary("Does what a form asks for, as the next version of the "
            + "definition.");
        changes.MapPost("/acts/{act:int}/undo", UndoAsync).LooksAtAll(LookKind.Desk).WithSummary("Takes the last act back, as another "
            + "version.");
        changes.MapPost("/import/preview", PreviewFileAsync).LooksAtAll(LookKind.Desk).WithSummary("What a table of new members would "
            + "do; nothing is stored.");
        changes.MapPost("/import", ApplyFileAsync).LooksAtAll(LookKind.Desk).WithSummary("Takes a table of new members in as one act.");
        changes.MapPost("/delegations", DelegateAsync).WithSummary("Records that another person acts for a member.");
        changes.MapPost("/delegations/{id:int}/access", OpenDelegationAsync)
            .WithSummary("Opens the member's page to the account of an address, where the delegation was on paper alone.");
        changes.MapPost("/delegations/{id:int}/end", EndDelegationAsync).WithSummary("Ends a delegation before its term.");
        PaperEndpoints.Map(reads, changes);
    }

    private static IResult Template(string? format) => format switch
    {
        null or "csv" => TypedResults.File(
            (byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(DeskFileReader.Template)], "text/csv", "membri.csv"),
        "xlsx" => TypedResults.File(
            DeskFileReader.TemplateWorkbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "membri.xlsx"),
        _ => Problems.Bad("Found another format, expected csv or xlsx."),
    };

    private static async Task<IResult> GetAsync(
        string community,
        ICommunityStore communities,
        IDeskStore desk,
        IRegistryView registry,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await desk.LatestAsync(found, cancellation) is not var (version, definition)) return Problems.NoCommunity;
        return TypedResults.Ok(DeskView.Of(
            version,
            definition.Community,
            await registry.NumbersAsync(found, cancellation),
            await desk.ListAsync(found, cancellation),
            await desk.DelegationsAsync(found, cancellation),
            Today(time)));
    }

    private static async Task<IResult> PreviewAsync(
        string community, HttpContext context, ICommunityStore communities, IRegistryView registry, ChangeMembers change)
    {
        var form = await DeskBody.ReadAsync<DeskForm>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        form = await CodedAsync(form, found, registry, context.RequestAborted);
        return DeskAnswer.Of(await change.PreviewAsync(community, found, form, context.RequestAborted));
    }

    private static async Task<IResult> ApplyAsync(
        string community, HttpContext context, ICommunityStore communities, IRegistryView registry, ChangeMembers change)
    {
        var asked = await DeskBody.ReadAsync<DeskRequest>(context, DeskBody.MostForm);
        if (asked is not { Version: { } version, Form: { } form }) return DeskAnswer.NoVersion;
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        form = await CodedAsync(form, found, registry, context.RequestAborted);
        return DeskAnswer.Of(await change.ApplyAsync(
            community, found, form, version, context.Person().Signature, context.RequestAborted));
    }

    private static async Task<IResult> PreviewUndoAsync(
        string community, int act, ICommunityStore communities, ChangeMembers change, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found
            ? DeskAnswer.Of(await change.PreviewUndoAsync(community, found, act, cancellation))
            : Problems.NoCommunity;

    private static async Task<IResult> UndoAsync(
        string community, int act, HttpContext context, ICommunityStore communities, ChangeMembers change)
    {
        var asked = await DeskBody.ReadAsync<DeskRequest>(context, DeskBody.MostForm);
        if (asked.Version is not { } version) return DeskAnswer.NoVersion;
        return await communities.FindAsync(community, context.RequestAborted) is { } found
            ? DeskAnswer.Of(await change.UndoAsync(
                community, found, act, version, context.Person().Signature, context.RequestAborted))
            : Problems.NoCommunity;
    }

    private static async Task<IResult> PreviewFileAsync(
        string community, HttpContext context, ICommunityStore communities, ChangeMembers change, TimeProvider time)
    {
        var asked = await DeskBody.ReadAsync<FileRequest>(context, DeskBody.MostFile);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var file = asked.Read(Today(time));
        return DeskAnswer.Of(await change.PreviewAsync(community, found, file, context.RequestAborted));
    }

    private static async Task<IResult> ApplyFileAsync(
        string community, HttpContext context, ICommunityStore communities, ChangeMembers change, TimeProvider time)
    {
        var asked = await DeskBody.ReadAsync<FileRequest>(context, DeskBody.MostFile);
        if (asked.Version is not { } version) return DeskAnswer.NoVersion;
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var file = asked.Read(Today(time));
        return DeskAnswer.Of(await change.ApplyAsync(
            community, found, file, version, context.Person().Signature, context.RequestAborted));
    }

    private static async Task<IResult> DelegateAsync(
        string community, HttpContext context, ICommunityStore communities, IRegistryView registry, KeepDelegations keep)
    {
        var asked = await DeskBody.ReadAsync<DelegationRequest>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, context.RequestAborted);
        var member = numbers.Members.FirstOrDefault(one => one.Value == asked.Member).Key;
        var (id, faults) = await keep.AddAsync(
            found,
            member,
            new(asked.Name, asked.From, asked.To, asked.Evidence, asked.Email),
            context.Person().Signature,
            context.RequestAborted);
        return id is { } made ? TypedResults.Json(new { id = made }, statusCode: 201) : DeskAnswer.Faulty(faults);
    }

    private static async Task<IResult> OpenDelegationAsync(
        string community, int id, HttpContext context, ICommunityStore communities, KeepDelegations keep)
    {
        var asked = await DeskBody.ReadAsync<DelegationRequest>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (done, faults) = await keep.OpenAsync(found, id, asked.Email, context.Person().Signature, context.RequestAborted);
        return faults.Count > 0 ? DeskAnswer.Faulty(faults)
            : done ? TypedResults.NoContent()
            : Problems.NotFound("Found no such delegation without an account, expected one of the desk's list.");
    }

    private static async Task<IResult> EndDelegationAsync(
        string community, int id, HttpContext context, ICommunityStore communities, KeepDelegations keep)
    {
        var asked = await DeskBody.ReadAsync<DelegationRequest>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (done, faults) = await keep.EndAsync(
            found, id, asked.LastDay, asked.Reason, context.Person().Signature, context.RequestAborted);
        return faults.Count > 0 ? DeskAnswer.Faulty(faults)
            : done ? TypedResults.NoContent()
            : Problems.NotFound("Found no such delegation that stands, expected one of the desk's list.");
    }

    /// <summary>Pages name members and points by number; the use case knows them by code.</summary>
    private static async Task<DeskForm> CodedAsync(
        DeskForm form, CommunityId community, IRegistryView registry, CancellationToken cancellation)
    {
        if (form.Member is null && form.Pod is null && form.To is null && form.Unit is null) return form;
        var numbers = await registry.NumbersAsync(community, cancellation);
        return form with
        {
            Member = Code(numbers.Members, form.Member),
            To = Code(numbers.Members, form.To),
            Pod = Code(numbers.Points, form.Pod),
            Unit = Code(numbers.Units, form.Unit),
        };

        static string? Code(IReadOnlyDictionary<string, int> codes, string? number) =>
            string.IsNullOrWhiteSpace(number) ? null
            : codes.FirstOrDefault(one => FormattableString.Invariant($"{one.Value}") == number).Key ?? "?";
    }

    private static LocalDate Today(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
}
