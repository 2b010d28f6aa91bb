using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Host.Workflows.Hooks;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>Definitions that are kept: drafts, versions, what is published.</summary>
internal static class DefinitionEndpoints
{
    public static void MapDefinitions(this RouteGroupBuilder group)
    {
        group.MapGet("/definitions", ListAsync).RequireStaffOr(Role.Designer).WithSummary("The workflows of a community, by name.");
        group.MapGet("/definitions/{definitionId}", FindAsync).RequireStaffOr(Role.Designer)
            .WithSummary("The latest version of a workflow, or the one of ?version=.");
        group.MapGet("/definitions/{definitionId}/versions", VersionsAsync).RequireStaffOr(Role.Designer)
            .WithSummary("All versions, the newest first.");
        group.MapGet("/definitions/{definitionId}/diff", DiffAsync).RequireStaffOr(Role.Designer)
            .WithSummary("Two versions, ?from= and ?to=, as texts to be laid side by side.");
        group.MapPost("/definitions", AddAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Designer)
            .WithSummary("Keeps a new draft.");
        group.MapPut("/definitions/{definitionId}", SaveAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Designer)
            .WithSummary("Saves a draft; 409 when somebody else has saved it meanwhile.");
        group.MapPost("/definitions/{definitionId}/publish", PublishAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Publishes the latest version, unless a problem prevents it.");
        group.MapPost("/definitions/{definitionId}/retract", RetractAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("No version is published any more; what runs goes on.");
        group.MapPost("/definitions/{definitionId}/revert", RevertAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Designer)
            .WithSummary("Makes a new draft of an old version.");
        group.MapDelete("/definitions/{definitionId}", DeleteAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Takes a workflow from the list; 409 while instances of it run.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IDefinitionStore store, FlowProblems problems, CancellationToken cancellation)
    {
        var tenant = context.Tenant();
        var all = await store.ListAsync(tenant, cancellation);
        var published = await store.PublishedAsync(tenant, cancellation);
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            () => Task.FromResult<IResult>(TypedResults.Ok(all.Select(one => DefinitionRow.Of(
                one,
                published.TryGetValue(one.Definition.DefinitionId, out var version) ? version : null,
                problems.Of(tenant, one).Count)).ToList())),
            cancellation);
    }

    private static async Task<IResult> FindAsync(
        string definitionId,
        int? version,
        HttpContext context,
        IDefinitionStore store,
        FlowProblems problems,
        CancellationToken cancellation)
    {
        if (await store.FindAsync(context.Tenant(), definitionId, version, cancellation) is not { } found) return FlowCalls.NoDefinition;
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            () => Task.FromResult<IResult>(FlowJson.Of(DefinitionView.Of(found, problems.Of(context.Tenant(), found)))),
            cancellation);
    }

    private static async Task<IResult> VersionsAsync(
        string definitionId, HttpContext context, IDefinitionStore store, CancellationToken cancellation)
    {
        var all = await store.VersionsAsync(context.Tenant(), definitionId, cancellation);
        return all.Count == 0 ? FlowCalls.NoDefinition : TypedResults.Ok(all.Select(VersionRow.Of).ToList());
    }

    private static async Task<IResult> DiffAsync(
        string definitionId, int from, int to, HttpContext context, IDefinitionStore store, CancellationToken cancellation)
    {
        var before = await store.FindAsync(context.Tenant(), definitionId, from, cancellation);
        var after = await store.FindAsync(context.Tenant(), definitionId, to, cancellation);
        return before is null || after is null
            ? Problems.NotFound("Found no such version of the workflow, expected two that are there.")
            : TypedResults.Ok(new { from = Text(before), to = Text(after) });
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, DefinitionDesk desk, IDefinitionStore store, CancellationToken cancellation)
    {
        var definition = (await DocumentBody.ReadAsync(context)).Definition;
        var isNew = DocumentBounds.IsId(definition.DefinitionId)
            && (await store.VersionsAsync(context.Tenant(), definition.DefinitionId, cancellation)).Count == 0;
        if (!isNew) definition = DefinitionStamp.Stamp(definition, "", Guid.NewGuid().ToString("n"), 1, isLatest: true, isPublished: false);
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            async () =>
            {
                var (saved, problems) = await desk.SaveAsync(
                    context.Tenant(), definition, null, context.Person().Signature, cancellation);
                return TypedResults.Created((string?)null, Answer(saved, problems));
            },
            cancellation);
    }

    private static async Task<IResult> SaveAsync(
        string definitionId, HttpContext context, DefinitionDesk desk, IDefinitionStore store, CancellationToken cancellation)
    {
        var body = await DocumentBody.ReadAsync(context);
        var expected = body.Number("revision")
            ?? throw new BadHttpRequestException("Found no 'revision', expected the one that was loaded.");
        if (await store.FindAsync(context.Tenant(), definitionId, null, cancellation) is not { } latest) return FlowCalls.NoDefinition;
        if (latest.Revision.Revision != expected) return await OtherAsync(store, context, definitionId, cancellation);
        var definition = DefinitionStamp.Stamp(
            body.Definition, latest.Definition.VersionId, definitionId, latest.Revision.Version, isLatest: true, isPublished: false);
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            async () =>
            {
                var (saved, problems) = await desk.SaveAsync(
                    context.Tenant(), definition, latest.Revision, context.Person().Signature, cancellation);
                return TypedResults.Ok(Answer(saved, problems));
            },
            cancellation);
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, HttpContext context, DefinitionDesk desk, IDefinitionStore store, CancellationToken cancellation)
    {
        var expected = (await FlowBody.ReadAsync(context)).Number("revision");
        if (await store.FindAsync(context.Tenant(), definitionId, null, cancellation) is not { } latest) return FlowCalls.NoDefinition;
        if (expected is { } known && known != latest.Revision.Revision)
            return await OtherAsync(store, context, definitionId, cancellation);
        DocumentBounds.Small(latest.Definition);
        if (HookProblems.Of(latest.Definition) is { Count: > 0 } closed)
            return TypedResults.Problem(
                $"Found {closed.Count} problems, expected none that prevents publishing.",
                statusCode: 400,
                extensions: new Dictionary<string, object?> { ["problems"] = closed });
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            async () =>
            {
                var result = await desk.PublishAsync(context.Tenant(), definitionId, latest.Revision, cancellation);
                return result.Published is { } published
                    ? TypedResults.Ok(new { version = published.Revision.Version, revision = published.Revision.Revision, result.Problems })
                    : TypedResults.Problem(
                        $"Found {result.Problems.Count(one => one.Prevents)} problems, expected none that prevents publishing.",
                        statusCode: 400,
                        extensions: new Dictionary<string, object?> { ["problems"] = result.Problems });
            },
            cancellation);
    }

    private static async Task<IResult> RetractAsync(
        string definitionId, HttpContext context, DefinitionDesk desk, IDefinitionStore store, CancellationToken cancellation)
    {
        if (await store.FindAsync(context.Tenant(), definitionId, null, cancellation) is null) return FlowCalls.NoDefinition;
        await desk.RetractAsync(context.Tenant(), definitionId, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RevertAsync(
        string definitionId, HttpContext context, DefinitionDesk desk, IDefinitionStore store, CancellationToken cancellation)
    {
        var version = (await FlowBody.ReadAsync(context)).Number("version")
            ?? throw new BadHttpRequestException("Found no 'version', expected the one to go back to.");
        if (await store.FindAsync(context.Tenant(), definitionId, version, cancellation) is null)
            return Problems.NotFound("Found no such version of the workflow, expected one that is there.");
        var saved = await desk.RevertAsync(context.Tenant(), definitionId, version, context.Person().Signature, cancellation);
        return TypedResults.Ok(new { version = saved.Revision.Version, revision = saved.Revision.Revision });
    }

    private static async Task<IResult> DeleteAsync(
        string definitionId, HttpContext context, IDefinitionStore store, CancellationToken cancellation) =>
        await store.DeleteAsync(context.Tenant(), definitionId, cancellation) switch
        {
            DefinitionDeletion.Deleted => TypedResults.NoContent(),
            DefinitionDeletion.Running => TypedResults.Problem(
                "Found instances of the workflow that run, expected none: wait for them, or cancel them.", statusCode: 409),
            _ => FlowCalls.NoDefinition,
        };

    private static Task<IResult> OtherAsync(
        IDefinitionStore store, HttpContext context, string definitionId, CancellationToken cancellation) => store.ConflictAsync(
        context.Tenant(),
        definitionId,
        "Found another revision of the workflow, expected the one that was loaded: somebody else has changed it, look at it again.",
        cancellation);

    private static object Answer(SavedDefinition saved, IReadOnlyList<Problem> problems) => new
    {
        definitionId = saved.Definition.DefinitionId,
        version = saved.Revision.Version,
        revision = saved.Revision.Revision,
        problems,
    };

    /// <summary>The definition without what differs from version to version by itself.</summary>
    private static object Text(SavedDefinition saved) => new
    {
        version = saved.Revision.Version,
        changedBy = saved.SavedBy,
        changedAt = saved.SavedAt,
        text = DefinitionText.Write(DefinitionStamp.Stamp(
            saved.Definition, "", saved.Definition.DefinitionId, 1, isLatest: false, isPublished: false)),
    };
}
