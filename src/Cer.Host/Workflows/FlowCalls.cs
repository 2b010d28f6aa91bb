using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>What every call about workflows has in common: whose they are, and what a fault answers.</summary>
internal static class FlowCalls
{
    private static readonly object Key = new();

    /// <summary>The group of calls below a community.</summary>
    public static RouteGroupBuilder MapFlowGroup(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/workflows").WithTags("Workflows");
        group.AddEndpointFilter(Answers.TellFaultsAsync);
        group.AddEndpointFilter(TellAsync);
        return group;
    }

    /// <summary>The community of the address.</summary>
    public static int Tenant(this HttpContext context) => (int)context.Items[Key]!;

    public static IResult NoDefinition { get; } = Problems.NotFound("Found no such workflow, expected the id of one.");

    public static IResult NoInstance { get; } = Problems.NotFound("Found no such instance of a workflow, expected the id of one.");

    /// <summary>Somebody else changed it: who, and when.</summary>
    public static async Task<IResult> ConflictAsync(
        this IDefinitionStore store, int tenant, string definitionId, string sentence, CancellationToken cancellation)
    {
        var latest = await store.FindAsync(tenant, definitionId, null, cancellation);
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status409Conflict, extensions: new Dictionary<string, object?>
        {
            ["current"] = latest is null ? null : new
            {
                revision = latest.Revision.Revision,
                version = latest.Revision.Version,
                changedBy = latest.SavedBy,
                changedAt = latest.SavedAt,
            },
        });
    }

    private static async ValueTask<object?> TellAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var communities = context.RequestServices.GetRequiredService<ICommunityStore>();
        if (context.GetRouteValue("community") is not string code
            || await communities.FindAsync(code, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        context.Items[Key] = found.Value;
        try
        {
            return await next(call);
        }
        catch (DefinitionException fault)
        {
            return Problems.Bad(fault.Message);
        }
        catch (DefinitionConflictException fault)
        {
            var store = context.RequestServices.GetRequiredService<IDefinitionStore>();
            return await store.ConflictAsync(
                found.Value, context.GetRouteValue("definitionId") as string ?? "", fault.Message, context.RequestAborted);
        }
    }
}
