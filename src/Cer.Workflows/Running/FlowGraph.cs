using Cer.Workflows.Definitions;

namespace Cer.Workflows.Running;

/// <summary>The arrows of a flowchart as seen from its start: which lead on, which lead back.</summary>
/// <remarks>
/// Walked breadth first from the start in the order of the definition; an arrow that would close a circle leads back. One that
/// leads back is allowed when every way to where it leaves goes through where it leads.
/// </remarks>
internal sealed class FlowGraph
{
    private readonly IReadOnlyList<Connection> _connections;
    private readonly HashSet<int> _forward;
    private readonly Dictionary<string, List<int>> _outbound = [];
    private readonly Dictionary<string, List<int>> _forwardInbound = [];

    private FlowGraph(IReadOnlyList<Connection> connections, ActivityNode? start)
    {
        (_connections, Start) = (connections, start);
        for (var i = 0; i < connections.Count; i++) List(_outbound, connections[i].Source).Add(i);
        _forward = start is null ? [] : WalkForward(start.Id);
        for (var i = 0; i < connections.Count; i++)
            if (_forward.Contains(i)) List(_forwardInbound, connections[i].Target).Add(i);
    }

    public ActivityNode? Start { get; }

    public static FlowGraph Of(ActivityNode flowchart, string? trigger) =>
        new(Connection.Of(flowchart), StartOf(flowchart, trigger));

    public Connection this[int arrow] => _connections[arrow];

    public IReadOnlyList<int> Outbound(string activity) => _outbound.GetValueOrDefault(activity) ?? [];

    public IReadOnlyList<int> ForwardInbound(string activity) => _forwardInbound.GetValueOrDefault(activity) ?? [];

    /// <summary>All arrows to an activity, those that lead back among them.</summary>
    public IReadOnlyList<int> Inbound(string activity) =>
        [.. Enumerable.Range(0, _connections.Count).Where(arrow => _connections[arrow].Target == activity)];

    public bool LeadsBack(int arrow) => !_forward.Contains(arrow);

    /// <summary>Whether no arrow that leads on reaches it.</summary>
    public bool IsDangling(string activity) => activity != Start?.Id && ForwardInbound(activity).Count == 0;

    /// <summary>Whether every way from the start to where the arrow leaves goes through where it leads.</summary>
    public bool MayLeadBack(int arrow)
    {
        var (source, target) = (_connections[arrow].Source, _connections[arrow].Target);
        if (Start is null || source == target || Start.Id == target) return Start is not null;
        HashSet<string> seen = [Start.Id];
        Queue<string> waiting = new(seen);
        while (waiting.TryDequeue(out var here))
        {
            if (here == source) return false;
            foreach (var next in Outbound(here).Where(_forward.Contains).Select(i => _connections[i].Target))
                if (next != target && seen.Add(next)) waiting.Enqueue(next);
        }

        return true;
    }

    /// <summary>Everything from which arrows that lead on come to it.</summary>
    public IReadOnlySet<string> Ancestors(string activity)
    {
        HashSet<string> found = [];
        Queue<string> waiting = new([activity]);
        while (waiting.TryDequeue(out var here))
            foreach (var arrow in ForwardInbound(here))
                if (found.Add(_connections[arrow].Source)) waiting.Enqueue(_connections[arrow].Source);
        return found;
    }

    private static ActivityNode? StartOf(ActivityNode flowchart, string? trigger)
    {
        var activities = flowchart.Ports("activities");
        var reached = Connection.Of(flowchart).Select(connection => connection.Target).ToHashSet();
        return activities.FirstOrDefault(node => trigger is not null && node.Id == trigger)
            ?? activities.FirstOrDefault(node => node.Type == "Elsa.Start")
            ?? activities.FirstOrDefault(node => node.CanStartWorkflow)
            ?? activities.FirstOrDefault(node => !reached.Contains(node.Id))
            ?? (activities.Count > 0 ? activities[0] : null);
    }

    private HashSet<int> WalkForward(string start)
    {
        Dictionary<string, List<string>> next = [];
        HashSet<(string, string)> edges = [];
        HashSet<string> visited = [];
        Queue<string> waiting = new([start]);
        while (waiting.TryDequeue(out var source))
        {
            visited.Add(source);
            foreach (var arrow in Outbound(source))
            {
                var target = _connections[arrow].Target;
                if (edges.Contains((source, target)) || Reaches(next, target, source)) continue;
                edges.Add((source, target));
                List(next, source).Add(target);
                if (!visited.Contains(target)) waiting.Enqueue(target);
            }
        }

        return [.. Enumerable.Range(0, _connections.Count).Where(i => edges.Contains((_connections[i].Source, _connections[i].Target)))];
    }

    private static bool Reaches(Dictionary<string, List<string>> next, string from, string to)
    {
        if (from == to) return true;
        HashSet<string> seen = [from];
        Stack<string> waiting = new(seen);
        while (waiting.TryPop(out var here))
            foreach (var one in next.GetValueOrDefault(here) ?? [])
            {
                if (one == to) return true;
                if (seen.Add(one)) waiting.Push(one);
            }

        return false;
    }

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string key) =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
