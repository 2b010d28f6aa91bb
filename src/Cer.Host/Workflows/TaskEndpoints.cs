using System.Text.Json.Nodes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>What workflows ask of people.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this RouteGroupBuilder group)
    {
        group.MapGet("/tasks", ListAsync).RequireStaff()
            .WithSummary("Tasks that wait for the person who asks; ?all=true for those of others too.");
        group.MapPost("/instances/{id}/tasks/{bookmark:int}", CompleteAsync).RequireStaff()
            .WithSummary("Says what came of a task that an instance waits for; only who it is for may.");
    }

    private static async Task<IResult> ListAsync(
        string community, bool? all, HttpContext context, IInstanceReader reader, FlowClock clock, CancellationToken cancellation)
    {
        var (person, now) = (context.Person(), clock.GetUtcNow());
        var open = await reader.BookmarksAsync(context.Tenant(), "RunTask", null, cancellation);
        return FlowJson.Of(new JsonArray([.. open
            .Select(one => new OpenTask(one))
            .Where(task => all == true || task.IsFor(person, community))
            .Select(task => (JsonNode)task.Shown(person, community, now))]));
    }

    private static async Task<IResult> CompleteAsync(
        string community,
        string id,
        int bookmark,
        HttpContext context,
        InstanceDesk desk,
        IInstanceReader reader,
        CancellationToken cancellation)
    {
        var body = await FlowBody.ReadAsync(context);
        var tenant = context.Tenant();
        var waiting = (await reader.BookmarksAsync(tenant, "RunTask", id, cancellation)).FirstOrDefault(one => one.Id == bookmark);
        if (waiting is null) return Problems.NotFound("Found no such task of the instance, expected one that waits.");
        var task = new OpenTask(waiting);
        if (!task.IsFor(context.Person(), community))
            return TypedResults.Problem("Found a task that is for somebody else, expected one of your own.", statusCode: 403);
        var result = body.Value("result");
        var answers = result as OrderedDictionary<string, object?> ?? [];
        if (task.Questions.Select(one => one.Problem(answers.GetValueOrDefault(one.Name))).OfType<string>().FirstOrDefault() is { } problem)
            return Problems.Bad(problem);
        return await desk.CompleteTaskAsync(tenant, task.TaskId, result, cancellation, context.Person().Signature)
            ? FlowJson.Accepted(new JsonObject { ["instanceId"] = id })
            : TypedResults.Problem("Found a task that was done already, expected one that waits.", statusCode: 409);
    }
}
