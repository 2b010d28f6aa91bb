using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>What was given up: why, and once more.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this RouteGroupBuilder group)
    {
        group.MapGet("/dead-letters", ListAsync).RequireStaff().WithSummary("Messages and deliveries that were given up, with why.");
        group.MapPost("/dead-letters/{box}/{id:long}/retry", RetryAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Tries one again from the beginning.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IInstanceReader reader, CancellationToken cancellation) =>
        TypedResults.Ok(await reader.DeadLettersAsync(context.Tenant(), cancellation));

    private static async Task<IResult> RetryAsync(
        string box, long id, HttpContext context, IInstanceReader reader, FlowClock clock, CancellationToken cancellation)
    {
        if (box is not ("inbox" or "outbox")) return None;
        var letter = new DeadLetter(box, id, "", null, 0, null, default);
        return await reader.ReviveAsync(context.Tenant(), letter, clock.GetUtcNow(), cancellation)
            ? FlowJson.Accepted([])
            : None;
    }

    private static IResult None { get; } = Problems.NotFound("Found no such dead letter, expected one of the list.");
}
