namespace Cer.Workflows.Running;

/// <summary>All that an instance is: enough to go on from on another machine.</summary>
public sealed class WorkflowState
{
    public required string InstanceId { get; init; }

    public required string DefinitionId { get; init; }

    /// <summary>The version it was begun with, and stays with.</summary>
    public required string VersionId { get; init; }

    public required int Version { get; init; }

    public string? ParentInstanceId { get; init; }

    /// <summary>The execution of the parent instance that waits for this one; null when none does.</summary>
    public int? ParentExecutionId { get; init; }

    /// <summary>The activity whose trigger began it; null when a person or a program did.</summary>
    public string? TriggerActivityId { get; init; }

    public string? Name { get; set; }

    public string? CorrelationId { get; set; }

    public WorkflowStatus Status { get; set; } = WorkflowStatus.Running;

    public WorkflowSubStatus SubStatus { get; set; } = WorkflowSubStatus.Pending;

    public OrderedDictionary<string, object?> Input { get; init; } = [];

    public OrderedDictionary<string, object?> Output { get; init; } = [];

    public IReadOnlyList<string>? Outcomes { get; set; }

    public object? LastResult { get; set; }

    /// <summary>What runs, waits or failed, by its id; what ended well is told to the journal and forgotten.</summary>
    public SortedDictionary<int, ActivityExecution> Executions { get; init; } = [];

    public int NextExecution { get; set; } = 1;

    public List<WorkItem> Queue { get; init; } = [];

    public List<Bookmark> Bookmarks { get; init; } = [];

    public List<JournalEntry> Journal { get; init; } = [];

    public List<Incident> Incidents { get; init; } = [];

    public int NextBookmark { get; set; } = 1;

    /// <summary>Outputs of activities, by the activity's id: those of the latest execution.</summary>
    public OrderedDictionary<string, OrderedDictionary<string, object?>> ActivityOutputs { get; init; } = [];

    /// <summary>The workflow itself, once it was begun.</summary>
    public ActivityExecution? Root => Executions.GetValueOrDefault(1);

    public ActivityExecution Execution(int id) => Executions[id];
}
