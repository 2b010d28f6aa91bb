using Cer.Workflows.Definitions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Elsa's other way of joining: each followed arrow carries a token, and the target says what it waits for.</summary>
internal sealed class TokenJoins(ActivityContext context)
{
    private const string Key = "tokens";

    private readonly FlowGraph _graph = context.Run.Graph(context.Execution);

    public async ValueTask ChildCompletedAsync(ActivityExecution child, CancellationToken cancellation)
    {
        var outcomes = child.Outcomes ?? ["Done"];
        var followed = _graph.Outbound(child.ActivityId).Where(arrow => outcomes.Contains(_graph[arrow].SourcePort)).ToList();
        foreach (var arrow in followed) Add(arrow, "free");
        foreach (var token in Tokens.Where(token => To(token) == child.ActivityId && Is(token, "free"))) token["state"] = "consumed";
        foreach (var arrow in followed.Where(_graph.LeadsBack)) Reopen(_graph[arrow].Target);
        foreach (var arrow in followed) await ArriveAsync(child, arrow, cancellation);
        await CompleteWhenQuietAsync(cancellation);
        Tokens.RemoveAll(token => To(token) == child.ActivityId && Is(token, "consumed"));
    }

    public async ValueTask ChildCanceledAsync(ActivityExecution child, CancellationToken cancellation)
    {
        Tokens.RemoveAll(token => To(token) == child.ActivityId || From(token) == child.ActivityId);
        await CompleteWhenQuietAsync(cancellation);
    }

    private async ValueTask CompleteWhenQuietAsync(CancellationToken cancellation)
    {
        if (FlowchartActivity.HasPending(context) || Tokens.Exists(token => Is(token, "free"))) return;
        Tokens.Clear();
        await context.CompleteAsync(cancellation);
    }

    private async ValueTask ArriveAsync(ActivityExecution child, int arrow, CancellationToken cancellation)
    {
        var target = context.Node.Ports("activities").First(node => node.Id == _graph[arrow].Target);
        switch (ModeOf(target, cancellation))
        {
            case "Race":
                await CounterJoins.CancelAncestorsAsync(context, _graph, target.Id, cancellation);
                ArriveOnce(child, arrow, target);
                break;
            case "Cascade":
                ArriveOnce(child, arrow, target);
                break;
            case "Merge":
                if (HasAll(_graph.ForwardInbound(target.Id))) context.Schedule(target);
                break;
            case "Converge":
                if (HasAll(_graph.Inbound(target.Id))) context.Schedule(target);
                break;
            default:
                if (!_graph.ForwardInbound(target.Id).Any(inbound =>
                    Tokens.Exists(token => Is(token, "free") && To(token) == _graph[inbound].Source)))
                    context.Schedule(target);
                break;
        }
    }

    private void ArriveOnce(ActivityExecution child, int arrow, ActivityNode target)
    {
        if (Tokens.Find(token => Is(token, "blocked") && IsOf(token, arrow)) is { } blocked)
        {
            blocked["state"] = "consumed";
            // Its own token has come too late for a run of its own.
            if (Tokens.FindLast(token => Is(token, "free") && IsOf(token, arrow)) is { } late) late["state"] = "consumed";
            return;
        }

        context.Schedule(target);
        foreach (var other in _graph.ForwardInbound(target.Id).Where(other => _graph[other].Source != child.ActivityId)) Add(other,
            "blocked");
    }

    /// <summary>An arrow back begins a new round: what the last one shut, behind where it leads, is open again.</summary>
    private void Reopen(string target) =>
        Tokens.RemoveAll(token => Is(token, "blocked") && (To(token) == target || _graph.Ancestors(To(token)!).Contains(target)));

    private bool HasAll(IReadOnlyList<int> inbound) =>
        inbound.Count <= 1 || inbound.All(arrow => Tokens.Exists(token => Is(token, "free") && IsOf(token, arrow)));

    private string ModeOf(ActivityNode target, CancellationToken cancellation) => target.Type == "Elsa.FlowJoin"
        ? FlowJoinActivity.ModeOf(context, target, cancellation) == "WaitAny" ? "Race" : "Merge"
        : JsonRead.Text(target.Custom("mergeMode")) ?? "Stream";

    private void Add(int arrow, string state) => Tokens.Add(new()
    {
        ["from"] = _graph[arrow].Source,
        ["port"] = _graph[arrow].SourcePort,
        ["to"] = _graph[arrow].Target,
        ["state"] = state,
    });

    private bool IsOf(OrderedDictionary<string, object?> token, int arrow) =>
        From(token) == _graph[arrow].Source && To(token) == _graph[arrow].Target && (string?)token["port"] == _graph[arrow].SourcePort;

    private static bool Is(OrderedDictionary<string, object?> token, string state) => (string?)token["state"] == state;

    private static string? From(OrderedDictionary<string, object?> token) => (string?)token["from"];

    private static string? To(OrderedDictionary<string, object?> token) => (string?)token["to"];

    private List<OrderedDictionary<string, object?>> Tokens
    {
        get
        {
            switch (context.Execution.Kept.GetValueOrDefault(Key))
            {
                case List<OrderedDictionary<string, object?>> there:
                    return there;
                case List<object?> read:
                    var back = read.OfType<OrderedDictionary<string, object?>>().ToList();
                    context.Execution.Kept[Key] = back;
                    return back;
                default:
                    var made = new List<OrderedDictionary<string, object?>>();
                    context.Execution.Kept[Key] = made;
                    return made;
            }
        }
    }
}
