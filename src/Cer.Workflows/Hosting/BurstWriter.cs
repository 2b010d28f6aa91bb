using System.Globalization;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Says what a commit has to write: what has changed in a run since the last one.</summary>
internal sealed class BurstWriter
{
    /// <summary>The workflow that is begun when an instance fails, by its definition id.</summary>
    private const string ErrorKey = "cer:errorWorkflow";

    private readonly HostServices _host;
    private readonly int _tenant;
    private readonly WorkflowRun _run;
    private readonly BurstPort _port;
    private readonly string? _tells;
    private readonly LargeValues _large;
    private readonly HistoryFilter _filter;
    private readonly List<ActivityExecution> _ended = [];
    private readonly List<HistoryRow> _begun = [];
    private List<int> _bookmarks;
    private bool _ends;
    private bool _failed;

    public BurstWriter(HostServices host, int tenant, WorkflowRun run, BurstPort port, string? tells, LargeValues large)
    {
        (_host, _tenant, _run, _port, _tells, _large) = (host, tenant, run, port, tells, large);
        _filter = new(run.Definition);
        _bookmarks = [.. State.Bookmarks.Select(one => one.Id)];
        (_ends, _failed) = (State.Status == WorkflowStatus.Finished, HasFailed);
        run.WhenEnded = _ended.Add;
    }

    private WorkflowState State => _run.State;

    private bool HasFailed => State.SubStatus == WorkflowSubStatus.Faulted;

    /// <summary>An activity that reaches outside is about to begin.</summary>
    public void Begin(WorkItem item, int execution, int attempt)
    {
        var node = _run.Node(item.NodeId);
        _begun.Add(new(
            execution, attempt, node.Id, node.NodeId, node.Type, item.OwnerId, item.Tag, null, "Running", null, null,
            null, null, _host.Time.GetUtcNow(), null));
    }

    public void Cancel()
    {
        _run.Cancel();
        State.Journal.Add(new("Canceled", null, 1, _host.Time.GetUtcNow()));
    }

    /// <exception cref="StateTooLargeException">It is more than an instance may carry.</exception>
    public InstanceChange Take(IReadOnlyList<long> done)
    {
        _large.Begin();
        var text = StateText.Write(State, _large);
        if (text.Length + _large.Length > StateTooLargeException.Most) throw new StateTooLargeException(text.Length + _large.Length);
        List<InboxMessage> messages = [.. _port.Messages, .. Timers(), .. Told()];
        var changed = !_bookmarks.SequenceEqual(State.Bookmarks.Select(one => one.Id));
        return new()
        {
            State = State,
            StateText = text,
            Values = _large.New,
            GoneValues = _large.Gone,
            History = [.. _begun, .. History()],
            Journal = [.. State.Journal.Select(Shown)],
            Bookmarks = changed ? State.Bookmarks : null,
            Messages = messages,
            Outbox = _port.Outbox,
            Holds = HasFailed == _failed ? null : HasFailed,
            Done = done,
            At = _host.Time.GetUtcNow(),
        };
    }

    public void Committed()
    {
        _large.Written();
        State.Journal.Clear();
        _ended.Clear();
        _begun.Clear();
        _bookmarks = [.. State.Bookmarks.Select(one => one.Id)];
        (_ends, _failed) = (State.Status == WorkflowStatus.Finished, HasFailed);
    }

    private IEnumerable<InboxMessage> Timers() => State.Bookmarks
        .Where(one => one.DueAt is not null && !_bookmarks.Contains(one.Id))
        .Select(one => new InboxMessage(
            _tenant,
            InboxKind.Timer,
            string.Create(CultureInfo.InvariantCulture, $"timer:{State.InstanceId}:{one.Id}"),
            State.InstanceId,
            new() { ["bookmarkId"] = one.Id },
            one.DueAt));

    /// <summary>The parent of what ended, the children of what was cancelled, the error workflow of what failed.</summary>
    private IEnumerable<InboxMessage> Told()
    {
        var rests = _tells == "rest" && State.SubStatus == WorkflowSubStatus.Suspended;
        if (((State.Status == WorkflowStatus.Finished && !_ends) || rests) && ChildMessage.Of(_tenant, State) is { } end) yield return end;
        if (State.Incidents.Count > 0 && ErrorWorkflow() is { } error) yield return error;
    }

    private InboxMessage? ErrorWorkflow()
    {
        if (!State.Journal.Exists(entry => entry.Event == "Faulted")) return null;
        if (JsonRead.Text(_run.Definition.Custom(ErrorKey)) is not { Length: > 0 } id || id == State.DefinitionId) return null;
        var incident = State.Incidents[0];
        return new StartRequest("", new()
        {
            ["instance"] = State.InstanceId,
            ["activity"] = incident.ActivityId,
            ["error"] = incident.Message,
        })
        {
            DefinitionId = id,
            CorrelationId = State.CorrelationId,
            ParentInstanceId = State.InstanceId,
        }.Message(_tenant, $"error:{State.InstanceId}");
    }

    private IEnumerable<HistoryRow> History()
    {
        var touched = State.Journal.Select(entry => entry.ExecutionId).ToHashSet();
        foreach (var one in _ended)
            if (one.ParentId is not null) yield return Row(one);
        foreach (var one in State.Executions.Values)
            if (touched.Contains(one.Id) && one.ParentId is not null && !_ended.Contains(one)) yield return Row(one);
    }

    private HistoryRow Row(ActivityExecution one)
    {
        var node = one.ParentId is null ? null : _run.Node(one.NodeId);
        var status = one is { Status: ActivityStatus.Running, Fault: not null } ? "Retrying" : one.Status.ToString();
        var iteration = new OrderedDictionary<string, object?>();
        foreach (var slot in one.Variables) iteration[slot.Name] = slot.Value;
        return new(
            one.Id, Math.Max(one.Attempts, 1), one.ActivityId, one.NodeId, one.Type, one.ParentId, one.Tag,
            one.Tag is null && !one.Variables.Exists(slot => slot.Name.StartsWith("Current", StringComparison.Ordinal))
                ? null
                : _filter.Keep(node, "variables", iteration),
            status,
            _filter.Keep(node, "inputs", one.Inputs),
            _filter.Keep(node, "outputs", one.Outputs),
            one.Outcomes,
            one.Fault is null ? null : Said(node, one.Fault),
            one.StartedAt,
            status == "Retrying" ? _host.Time.GetUtcNow() : one.EndedAt);
    }

    private JournalEntry Shown(JournalEntry entry)
    {
        if (entry.Message is null || entry.ActivityId is null) return entry;
        var node = _run.FindActivity(_run.State.Root!, entry.ActivityId);
        return entry with { Message = entry.Event == "Line" ? Line(node, entry.Message) : Said(node, entry.Message) };
    }

    private string? Line(ActivityNode? node, string text) => _filter.Keeps(node, "inputs", "text") ? text : null;

    private string Said(ActivityNode? node, string text) =>
        _filter.Keeps(node) ? text : "It failed; what it said is not kept.";
}
