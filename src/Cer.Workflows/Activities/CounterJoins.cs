using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Elsa's default way of joining: visits of activities and of arrows are counted.</summary>
/// <remarks>
/// An activity with one or several arrows that lead on waits until each was visited once more than itself; then it runs when
/// one of them was followed, and is passed by otherwise, which counts its own arrows as visited and not followed.
/// </remarks>
internal sealed class CounterJoins(ActivityContext context)
{
    private const string ActivityVisits = "activityVisits";
    private const string ArrowVisits = "arrowVisits";
    private const string Followed = "arrowFollowed";

    private readonly FlowGraph _graph = context.Run.Graph(context.Execution);

    public async ValueTask ChildCompletedAsync(ActivityExecution child, CancellationToken cancellation)
    {
        var scheduled = await LeaveAsync(child.ActivityId, child.Outcomes ?? ["Done"], child.Backward, cancellation);
        if (!scheduled) await CompleteWhenQuietAsync(child, cancellation);
    }

    public async ValueTask ChildCanceledAsync(ActivityExecution child, CancellationToken cancellation)
    {
        if (_graph.IsDangling(child.ActivityId)) return;
        var scheduled = await LeaveAsync(child.ActivityId, [], child.Backward, cancellation);
        if (!scheduled) await CompleteWhenQuietAsync(child, cancellation);
    }

    private async ValueTask CompleteWhenQuietAsync(ActivityExecution child, CancellationToken cancellation)
    {
        // The child that just ended is still in the tree.
        if (child.Status != ActivityStatus.Faulted && !FlowchartActivity.HasPending(context))
            await context.CompleteAsync(cancellation);
    }

    /// <summary>Visits every arrow out of an activity, in order, and schedules what may run; false when nothing was scheduled.</summary>
    private async ValueTask<bool> LeaveAsync(string activity, IReadOnlyList<string> outcomes, bool backward, CancellationToken cancellation)
    {
        if (_graph.IsDangling(activity))
            throw new InvalidOperationException($"Found the activity '{activity}' that no arrow from the start reaches, "
                + "expected one that is reached.");
        if (!backward) Count(ActivityVisits, activity);
        var scheduled = false;
        foreach (var arrow in _graph.Outbound(activity))
        {
            var followed = outcomes.Contains(_graph[arrow].SourcePort);
            Count(ArrowVisits, Key(arrow));
            Map(Followed)[Key(arrow)] = followed;
            scheduled |= _graph.LeadsBack(arrow)
                ? followed && GoBack(arrow)
                : await ArriveAsync(arrow, cancellation);
        }

        return scheduled;
    }

    private bool GoBack(int arrow)
    {
        if (!_graph.MayLeadBack(arrow))
            throw new InvalidOperationException(
                $"Found an arrow back from '{_graph[arrow].Source}' to '{_graph[arrow].Target}' that another way goes "
                    + $"around, expected every way to '{_graph[arrow].Source}' to go through '{_graph[arrow].Target}'.");
        context.Schedule(Node(_graph[arrow].Target), backward: true);
        return true;
    }

    private async ValueTask<bool> ArriveAsync(int arrow, CancellationToken cancellation)
    {
        var target = _graph[arrow].Target;
        var node = Node(target);
        return FlowJoinActivity.ModeOf(context, node, cancellation) switch
        {
            "WaitAny" => await ArriveFirstAsync(arrow, node, cancellation),
            "WaitAll" => await ArriveLastAsync(node, all: true, cancellation),
            _ => await ArriveLastAsync(node, all: false, cancellation),
        };
    }

    private async ValueTask<bool> ArriveLastAsync(ActivityNode node, bool all, CancellationToken cancellation)
    {
        var inbound = _graph.ForwardInbound(node.Id);
        if (!AllVisited(node.Id, inbound)) return false;
        var run = all ? inbound.All(WasFollowed) : inbound.Any(WasFollowed);
        if (!run) return await LeaveAsync(node.Id, [], false, cancellation);
        context.Schedule(node);
        return true;
    }

    private async ValueTask<bool> ArriveFirstAsync(int arrow, ActivityNode node, CancellationToken cancellation)
    {
        if (Counted(ArrowVisits, Key(arrow)) <= Counted(ActivityVisits, node.Id)) return false;
        if (context.State.Queue.Exists(item => item.OwnerId == context.Execution.Id && item.NodeId == node.NodeId)) return false;
        // The join itself runs, and has just cancelled a branch that had not begun when it was queued: that is no second arrival.
        if (context.Run.Children(context.Execution).Any(one => one.ActivityId == node.Id && one.Status == ActivityStatus.Running))
            return false;
        var inbound = _graph.ForwardInbound(node.Id);
        if (inbound.Any(WasFollowed))
        {
            context.Schedule(node);
            await CancelAncestorsAsync(context, _graph, node.Id, cancellation);
            return true;
        }

        return AllVisited(node.Id, inbound) && await LeaveAsync(node.Id, [], false, cancellation);
    }

    /// <summary>Cancels what still runs on the ways to an activity.</summary>
    internal static async ValueTask CancelAncestorsAsync(ActivityContext context, FlowGraph graph, string activity,
        CancellationToken cancellation)
    {
        var ancestors = graph.Ancestors(activity);
        foreach (var child in context.Run.Children(context.Execution).Where(one => ancestors.Contains(one.ActivityId)).ToList())
            await context.Run.CancelAsync(child, cancellation);
    }

    private bool AllVisited(string activity, IReadOnlyList<int> inbound)
    {
        var visits = Counted(ActivityVisits, activity);
        return inbound.All(arrow => Counted(ArrowVisits, Key(arrow)) > visits);
    }

    private bool WasFollowed(int arrow) => Map(Followed).GetValueOrDefault(Key(arrow)) is true;

    private ActivityNode Node(string id) => context.Node.Ports("activities").First(node => node.Id == id);

    private int Counted(string map, string key) => (int)(ValueConversion.To(DataType.Int32, Map(map).GetValueOrDefault(key)) ?? 0);

    private void Count(string map, string key) => Map(map)[key] = Counted(map, key) + 1;

    private OrderedDictionary<string, object?> Map(string name)
    {
        if (context.Execution.Kept.GetValueOrDefault(name) is OrderedDictionary<string, object?> there) return there;
        var made = new OrderedDictionary<string, object?>();
        context.Execution.Kept[name] = made;
        return made;
    }

    private static string Key(int arrow) => arrow.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
