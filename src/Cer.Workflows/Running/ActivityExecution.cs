namespace Cer.Workflows.Running;

/// <summary>One execution of an activity: a node of the tree that an instance grows while it runs.</summary>
public sealed class ActivityExecution
{
    /// <summary>From 1, in the order of beginning; 1 is the workflow itself.</summary>
    public required int Id { get; init; }

    /// <summary>The execution that scheduled it and hears of its end; null for the workflow itself.</summary>
    public required int? ParentId { get; init; }

    public required string NodeId { get; init; }

    public required string ActivityId { get; init; }

    public required string Type { get; init; }

    public ActivityStatus Status { get; set; } = ActivityStatus.Running;

    /// <summary>What the parent called this child when it scheduled it, such as an index or a port.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether an arrow back led here: such a run does not count as a visit.</summary>
    public bool Backward { get; init; }

    public List<VariableSlot> Variables { get; init; } = [];

    /// <summary>What the activity keeps for itself from one call to the next.</summary>
    public OrderedDictionary<string, object?> Kept { get; init; } = [];

    /// <summary>Inputs as they were evaluated.</summary>
    public OrderedDictionary<string, object?> Inputs { get; init; } = [];

    public OrderedDictionary<string, object?> Outputs { get; init; } = [];

    public IReadOnlyList<string>? Outcomes { get; set; }

    public string? Fault { get; set; }

    /// <summary>How often it was begun: more than once after retries.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
