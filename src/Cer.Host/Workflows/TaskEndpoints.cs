using System.Text.Json.Nodes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>What workflows ask of people.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this RouteGroupBuilder group)
    {
        group.MapPost("/instances/{id}/tasks/{bookmark:int}", CompleteAsync).RequireStaff()
            .WithSummary("Says what came of a task that an instance waits for.");
    }

    private static async Task<IResult> CompleteAsync(
        string id, int bookmark, HttpContext context, InstanceDesk desk, IInstanceReader reader, CancellationToken cancellation)
    {
        var body = await FlowBody.ReadAsync(context);
        var tenant = context.Tenant();
        var task = (await reader.BookmarksAsync(tenant, "RunTask", id, cancellation)).FirstOrDefault(one => one.Id == bookmark);
        if (task is null) return Problems.NotFound("Found no such task of the instance, expected one that waits.");
        return await desk.CompleteTaskAsync(tenant, ValueText.Of(task.Payload["taskId"]), body.Value("result"), cancellation)
            ? FlowJson.Accepted(new JsonObject { ["instanceId"] = id })
            : TypedResults.Problem("Found a task that was done already, expected one that waits.", statusCode: 409);
    }
}
