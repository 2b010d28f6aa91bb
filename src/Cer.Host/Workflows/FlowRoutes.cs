using Cer.Host.Workflows.Hooks;
using Cer.Host.Workflows.Rehearsing;

namespace Cer.Host.Workflows;

/// <summary>Every call about workflows that are kept and run.</summary>
internal static class FlowRoutes
{
    public static void MapFlows(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapFlowGroup();
        group.MapTransfer();
        group.MapDefinitions();
        group.MapRehearsal();
        group.MapInstances();
        group.MapTasks();
        group.MapDeadLetters();
        routes.MapHooks();
    }
}
