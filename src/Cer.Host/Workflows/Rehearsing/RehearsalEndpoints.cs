using System.Text.Json.Nodes;
using Cer.Host.People;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows.Rehearsing;

/// <summary>Rehearses a workflow on the data of its community: nothing of it is kept.</summary>
internal static class RehearsalEndpoints
{
    public static void MapRehearsal(this RouteGroupBuilder group) =>
        group.MapPost("/definitions/{definitionId}/rehearse", RehearseAsync)
            .RequireRoles(Role.Administrator, Role.Operator, Role.Designer)
            .WithSummary("Runs a draft and the published version on the data as of a moment, and tells what differs; nothing is kept.");

    private static async Task<IResult> RehearseAsync(
        string community,
        string definitionId,
        HttpContext context,
        IDefinitionStore definitions,
        Rehearsal rehearsal,
        SampleTrial samples,
        FlowClock time,
        CancellationToken cancellation)
    {
        var tenant = context.Tenant();
        var saved = await definitions.FindAsync(tenant, definitionId, null, cancellation);
        var body = await DocumentBody.ReadAsync(context, saved?.Definition);
        var ask = RehearsalAsk.Of(body, time);
        if (saved is null) return FlowCalls.NoDefinition;
        // A drawing that was renamed meanwhile is compared with what it came from.
        var draft = body.Definition.DefinitionId == definitionId ? body.Definition : Named(body.Definition, definitionId);
        return await FlowPlaces.InAsync(
            FlowPlaces.Trials,
            async () => FlowJson.Of(await samples.SeesDataAsync(context.Person(), community, cancellation)
                ? await rehearsal.CompareAsync(tenant, draft, ask, cancellation)
                : new()
                {
                    ["draft"] = await samples.RunAsync(tenant, draft, ask, cancellation),
                    ["published"] = null,
                    ["differences"] = new JsonArray(),
                }),
            cancellation);
    }

    private static WorkflowDefinition Named(WorkflowDefinition definition, string id)
    {
        var json = (JsonObject)definition.Json.DeepClone();
        json["definitionId"] = id;
        return DefinitionText.Read(json.ToJsonString(new() { MaxDepth = 256 }));
    }
}
