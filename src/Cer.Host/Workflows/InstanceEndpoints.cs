using System.Text.Json.Nodes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>Instances: what runs, what it did, and what people ask of it.</summary>
internal static class InstanceEndpoints
{
    private const int MostListed = 200;
    private const int MostHistory = 2_000;
    private const int MostJournal = 2_000;

    public static void MapInstances(this RouteGroupBuilder group)
    {
        group.MapPost("/definitions/{definitionId}/run", RunAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Begins an instance: of the published version, else the latest, or of the version that is named.");
        group.MapGet("/instances", ListAsync).RequireStaff()
            .WithSummary("Instances, the newest first; ?definition=, ?status= (Running for all that go on), ?take=, ?skip=.");
        group.MapGet("/instances/{id}", FindAsync).RequireStaff().WithSummary("An instance, with its values and where it waits.");
        group.MapGet("/instances/{id}/activities", ActivitiesAsync).RequireStaff()
            .WithSummary("Every attempt of every activity, with what went in and came out.");
        group.MapGet("/instances/{id}/journal", JournalAsync).RequireStaff().WithSummary("What happened, in order; ?after=SEQ goes on.");
        group.MapPost("/instances/{id}/cancel", CancelAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Cancels an instance, wherever it stands.");
        group.MapPost("/instances/{id}/retry", RetryAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Has an instance that failed go on from the activities that failed.");
        group.MapPost("/events", PublishAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Tells an event to whoever waits for it and to what begins with it.");
    }

    private static async Task<IResult> RunAsync(
        string definitionId,
        HttpContext context,
        InstanceDesk desk,
        IDefinitionStore store,
        IInstanceReader reader,
        CancellationToken cancellation)
    {
        var body = await FlowBody.ReadAsync(context);
        var (tenant, version) = (context.Tenant(), body.Number("version"));
        if (await store.FindAsync(tenant, definitionId, null, cancellation) is null) return FlowCalls.NoDefinition;
        var definition = version is { } number
            ? (await store.FindAsync(tenant, definitionId, number, cancellation))?.Definition
            : await store.Of(tenant).FindAsync(new(definitionId), cancellation);
        if (definition is null) return Problems.NotFound("Found no such version of the workflow, expected one that is there.");
        var correlation = body.Text("correlationId");
        if (Activation.Of(definition, correlation) is { } activation && await reader.RunsAsync(tenant, activation, cancellation))
            return TypedResults.Problem(
                "Found an instance that runs, expected none: the workflow runs one at a time. Wait for it, or cancel it.", statusCode: 409);
        var key = context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 200 } told] ? $"{definitionId}:{told}" : null;
        var id = await desk.StartAsync(
            tenant,
            new(definition.VersionId, body.Values("input")) { CorrelationId = correlation },
            key,
            cancellation);
        await SeenAsync(reader, tenant, id, cancellation);
        return FlowJson.Accepted(new JsonObject { ["instanceId"] = id });
    }

    /// <summary>Waits a little until it is there to be looked at; it begins in any case.</summary>
    private static async Task SeenAsync(IInstanceReader reader, int tenant, string id, CancellationToken cancellation)
    {
        for (var i = 0; i < 20 && await reader.FindAsync(tenant, id, cancellation) is null; i++) await Task.Delay(50, cancellation);
    }

    private static async Task<IResult> ListAsync(
        string? definition,
        string? status,
        int? take,
        int? skip,
        HttpContext context,
        IInstanceReader reader,
        CancellationToken cancellation)
    {
        if (take is < 1 or > MostListed || skip is < 0)
            return Problems.Bad($"Found another number of instances, expected ?take=1 to {MostListed} and ?skip=0 or more.");
        var found = await reader.ListAsync(
            context.Tenant(), Said(definition), Said(status), skip ?? 0, take ?? 50, cancellation);
        return FlowJson.Of(new JsonArray([.. found.Select(one => (JsonNode)InstanceView.Of(one))]));
    }

    private static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static async Task<IResult> FindAsync(
        string id, HttpContext context, IInstanceReader reader, IDefinitionStore store, CancellationToken cancellation)
    {
        var tenant = context.Tenant();
        if (await reader.FindAsync(tenant, id, cancellation) is not { } found
            || await reader.StateAsync(tenant, id, cancellation) is not { } state) return FlowCalls.NoInstance;
        var definition = await store.Of(tenant).FindAsync(new(null, found.VersionId), cancellation);
        var keeps = definition is null || new HistoryFilter(definition).Keeps(null);
        return FlowJson.Of(InstanceView.Whole(found, state, keeps));
    }

    private static async Task<IResult> ActivitiesAsync(
        string id, int? skip, HttpContext context, IInstanceReader reader, CancellationToken cancellation)
    {
        const int Part = 100;
        var tenant = context.Tenant();
        if (skip is < 0) return Problems.Bad("Found another ?skip=, expected 0 or more.");
        if (await reader.FindAsync(tenant, id, cancellation) is null) return FlowCalls.NoInstance;
        var (rows, view) = (new JsonArray(), new HistoryView());
        while (rows.Count < MostHistory)
        {
            var part = await reader.HistoryAsync(tenant, id, null, (skip ?? 0) + rows.Count, Part, cancellation);
            foreach (var row in part) rows.Add(view.Of(row));
            if (part.Count < Part) break;
        }

        return FlowJson.Of(rows);
    }

    private static async Task<IResult> JournalAsync(
        string id, long? after, HttpContext context, IInstanceReader reader, CancellationToken cancellation)
    {
        var tenant = context.Tenant();
        if (await reader.FindAsync(tenant, id, cancellation) is null) return FlowCalls.NoInstance;
        var (found, sample) = (await reader.JournalAsync(tenant, id, after ?? 0, MostJournal, cancellation), new TrialSample());
        return FlowJson.Of(new JsonArray([.. found.Select(row => (JsonNode)new JsonObject
        {
            ["seq"] = row.Seq,
            ["event"] = row.Entry.Event,
            ["activityId"] = row.Entry.ActivityId,
            ["at"] = row.Entry.At,
            ["message"] = row.Entry.Message is { } message ? sample.Cut(message) : null,
        })]));
    }

    private static async Task<IResult> CancelAsync(
        string id, HttpContext context, InstanceDesk desk, IInstanceReader reader, CancellationToken cancellation)
    {
        if (await reader.FindAsync(context.Tenant(), id, cancellation) is not { } found) return FlowCalls.NoInstance;
        if (found is { Status: "Finished", SubStatus: not "Faulted" })
            return TypedResults.Problem("Found an instance that has ended, expected one that goes on.", statusCode: 409);
        await desk.CancelAsync(context.Tenant(), id, cancellation);
        return FlowJson.Accepted(new JsonObject { ["instanceId"] = id });
    }

    private static async Task<IResult> RetryAsync(
        string id, HttpContext context, InstanceDesk desk, IInstanceReader reader, CancellationToken cancellation)
    {
        if (await reader.FindAsync(context.Tenant(), id, cancellation) is not { } found) return FlowCalls.NoInstance;
        if (found is not { SubStatus: "Faulted" } && found is not { Status: "Running", Incidents: > 0 })
            return TypedResults.Problem("Found an instance that has not failed, expected one that has.", statusCode: 409);
        await desk.RetryAsync(context.Tenant(), id, cancellation);
        return FlowJson.Accepted(new JsonObject { ["instanceId"] = id });
    }

    private static async Task<IResult> PublishAsync(HttpContext context, InstanceDesk desk, CancellationToken cancellation)
    {
        var body = await FlowBody.ReadAsync(context);
        var name = body.Text("name") is { Length: > 0 and <= 500 } given
            ? given : throw new BadHttpRequestException("Found no 'name', expected that of an event, of at most 500 characters.");
        await desk.PublishAsync(context.Tenant(), name, body.Text("correlationId"), body.Value("payload"), cancellation);
        return FlowJson.Accepted([]);
    }
}
