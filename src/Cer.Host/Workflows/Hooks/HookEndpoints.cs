using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows.Hooks;

/// <summary>Where workflows are reached over HTTP; what they answer comes back.</summary>
internal static class HookEndpoints
{
    public const string Path = "/api/communities/{community}/workflows/http/{**path}";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    // Each of them waits and looks: more at once would take the database from everybody else.
    private static readonly SemaphoreSlim Places = new(32);

    public static void MapHooks(this IEndpointRouteBuilder routes) => routes.MapMethods(Path, Methods, AnswerAsync)
        .WithTags("Workflows")
        .WithSummary("Reaches the workflow that answers at this path; closed but to whom its policy names.")
        .AddEndpointFilter(Answers.TellFaultsAsync)
        .OpenToDevices();

    private static async Task<IResult> AnswerAsync(
        string community,
        string? path,
        HttpContext context,
        ICommunityStore communities,
        HookGuard guard,
        CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await communities.FindAsync(community, cancellation) is not { } id)
            return Answers.Problem("Found nobody signed in and no token, expected a session or an account's token.", 401);
        var (caller, refusal) = await guard.RecogniseAsync(context, community, id);
        if (caller is null) return refusal!;
        if (!await Places.WaitAsync(TimeSpan.FromSeconds(5), cancellation))
            return Answers.Problem("Found many requests that wait for workflows, expected a free place: try again soon.", 503);
        try
        {
            return await CallAsync(community, path ?? "", id.Value, caller, context, cancellation);
        }
        finally
        {
            Places.Release();
        }
    }

    private static async Task<IResult> CallAsync(
        string community, string path, int tenant, HookCaller caller, HttpContext context, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var there = await HookFinder.FindAsync(services, tenant, path, cancellation);
        if (there.Count == 0) return Problems.NotFound("Found no workflow at this path, expected one of a published workflow.");
        var fitting = there.Where(hook => hook.Methods.Contains(context.Request.Method)).ToList();
        if (fitting.Count == 0)
        {
            context.Response.Headers.Allow = string.Join(", ", there.SelectMany(hook => hook.Methods).Distinct());
            return Answers.Problem("Found another method, expected one that the workflow answers to: the header Allow has them.", 405);
        }

        var allowed = fitting.Where(hook => caller.MayCall(hook.Policy, community)).ToList();
        if (allowed.Count == 0) return Answers.Problem("Found a caller whom the workflow is not open to, expected one it names.", 403);
        var (hook, problem) = HookFinder.Choose(allowed, context.Request.Query["instance"]);
        if (hook is null) return problem!;
        var request = await HookRequest.ReadAsync(context, hook, hook.Template.Match(path) ?? []);
        var requestId = RequestId(context, tenant, hook);
        var instance = await TellAsync(services, tenant, hook, HttpRequests.Named(request, requestId), requestId, context, cancellation);
        return instance is null
            ? Answers.Problem("Found a workflow that cannot take this now, expected one that waits for it.", 409)
            : await WaitAsync(services, tenant, instance, requestId, hook.Patience, cancellation);
    }

    /// <summary>The same for the same key of a caller: asked again, it gets the same answer.</summary>
    private static string RequestId(HttpContext context, int tenant, Hook hook) =>
        context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 200 } key]
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{tenant}/{hook.Trigger?.TriggerKey}/{hook.Bookmark?.InstanceId}/{hook.Bookmark?.Id}/{key}")))[..32]
            : Guid.NewGuid().ToString("n");

    /// <summary>Begins an instance, or has one go on; its id, null when it may not.</summary>
    private static async Task<string?> TellAsync(
        IServiceProvider services,
        int tenant,
        Hook hook,
        OrderedDictionary<string, object?> request,
        string requestId,
        HttpContext context,
        CancellationToken cancellation)
    {
        var desk = services.GetRequiredService<InstanceDesk>();
        if (hook.Bookmark is { } waiting)
            return await desk.ResumeAsync(tenant, waiting.InstanceId, waiting.Id, request, cancellation) ? waiting.InstanceId : null;
        var trigger = hook.Trigger!;
        var correlation = context.Request.Headers["X-Correlation-Id"] is [{ Length: > 0 and <= 200 } told] ? told : null;
        var definition = await services.GetRequiredService<IDefinitionStore>().Of(tenant)
            .FindAsync(new(null, trigger.VersionId), cancellation);
        if (definition is not null && Activation.Of(definition, correlation) is { } activation
            && await services.GetRequiredService<IInstanceReader>().RunsAsync(tenant, activation, cancellation)) return null;
        return await desk.StartAsync(
            tenant,
            new(trigger.VersionId, request) { TriggerActivityId = trigger.ActivityId, CorrelationId = correlation },
            $"http:{requestId}",
            cancellation);
    }

    /// <summary>The answer, as soon as it is written; that the workflow was told, when none comes in time.</summary>
    private static async Task<IResult> WaitAsync(
        IServiceProvider services, int tenant, string instance, string requestId, TimeSpan patience, CancellationToken cancellation)
    {
        var (outbox, reader) = (services.GetRequiredService<IOutboxStore>(), services.GetRequiredService<IInstanceReader>());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var pause = TimeSpan.FromMilliseconds(20);
        while (watch.Elapsed < patience)
        {
            // Seen before the answer is looked for: what has ended writes none any more.
            var stands = await reader.FindAsync(tenant, instance, cancellation);
            if (await outbox.FindAsync(tenant, HttpRequests.ResponseKey(requestId), cancellation) is { } answer)
                return new HookAnswer(answer);
            if (stands is { SubStatus: "Faulted" })
                return Answers.Problem("Found a workflow that failed, expected it to answer: its staff sees why.", 502);
            if (stands is { Status: "Finished" }) return TypedResults.Ok(new { instanceId = instance, subStatus = stands.SubStatus });
            await Task.Delay(pause, cancellation);
            if (pause < TimeSpan.FromMilliseconds(250)) pause *= 2;
        }

        return FlowJson.Accepted(new JsonObject { ["instanceId"] = instance });
    }
}
