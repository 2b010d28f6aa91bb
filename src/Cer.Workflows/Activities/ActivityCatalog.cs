using Cer.Workflows.Definitions;

namespace Cer.Workflows.Activities;

/// <summary>The activities that a host can run.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, Activity> _activities;
    private readonly CompositeActivity _composite = new();
    private readonly MissingActivity _missing;
    private readonly Dictionary<string, Activity> _instead = [];

    public ActivityCatalog(IEnumerable<Activity> activities)
    {
        _activities = activities.ToDictionary(activity => activity.Descriptor.Type, StringComparer.Ordinal);
        _missing = new(_composite);
    }

    private ActivityCatalog(ActivityCatalog other, Dictionary<string, Activity> instead) =>
        (_activities, _missing, _instead) = (other._activities, other._missing, instead);

    /// <summary>Those of Elsa's format, without any of the domain's.</summary>
    public static IEnumerable<Activity> Standard =>
    [
        new FlowchartActivity(),
        new SequenceActivity(),
        new ParallelActivity(),
        new FlowNodeActivity(),
        new IfActivity(),
        new SwitchActivity(),
        new ForActivity(),
        new ForEachActivity(),
        new ParallelForEachActivity(),
        new WhileActivity(),
        new ForkActivity(),
        new FlowDecisionActivity(),
        new FlowSwitchActivity(),
        new FlowForkActivity(),
        new FlowJoinActivity(),
        new BreakActivity(),
        new FinishActivity(),
        new CompleteActivity(),
        .. Primitives.All,
        .. Scripts.All,
        new EventActivity(),
        new DelayActivity(),
        new TimerActivity(),
        new CronActivity(),
        new StartAtActivity(),
        new RunTaskActivity(),
        new ChildWorkflowActivity("Elsa.DispatchWorkflow", atOnce: false),
        new ChildWorkflowActivity("Elsa.ExecuteWorkflow", atOnce: true),
        new BulkDispatchActivity(),
        new HttpEndpointActivity(),
        new HttpRequestActivity(),
        new FlowHttpRequestActivity(),
        new DownloadActivity(),
        new SendEmailActivity(),
    ];

    public IEnumerable<ActivityDescriptor> Descriptors => _activities.Values.Select(activity => activity.Descriptor);

    public bool Knows(ActivityNode node) => IsComposite(node) || _activities.ContainsKey(node.Type);

    /// <summary>What runs an activity; a workflow used as one is known by its ids.</summary>
    // What only keeps a value inside the run is run whatever is pinned: later ones read the variable.
    public Activity Of(ActivityNode node) => node.Type != "Elsa.SetVariable" && _instead.TryGetValue(node.Id, out var other) ? other
        : IsComposite(node) ? _composite : _activities.GetValueOrDefault(node.Type) ?? _missing;

    /// <summary>The same, but some activities of a definition, by their ids, are run by others.</summary>
    public ActivityCatalog With(IReadOnlyDictionary<string, Activity> instead) => new(this, new Dictionary<string, Activity>(instead));

    internal static bool IsComposite(ActivityNode node) =>
        !node.Type.StartsWith("Elsa.", StringComparison.Ordinal)
        && (JsonRead.Text(node.Property("workflowDefinitionVersionId")) is not null
            || JsonRead.Text(node.Property("workflowDefinitionId")) is not null);
}
