namespace Cer.Workflows.Hosting;

/// <summary>One attempt of one execution of an activity, as people are shown it.</summary>
/// <param name="ExecutionId">Which execution.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="ActivityId">Of which activity.</param>
/// <param name="NodeId">The ids from the root down to it.</param>
/// <param name="Type">Of the activity.</param>
/// <param name="ParentExecution">The execution that scheduled it.</param>
/// <param name="Tag">What that one calls it.</param>
/// <param name="Iteration">The variables of this pass of a loop, as JSON.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Inputs">As they were evaluated, as JSON; null when they are not to be kept.</param>
/// <param name="Outputs">As JSON; null when they are not to be kept.</param>
/// <param name="Outcomes">What it ended with.</param>
/// <param name="Fault">One sentence, when it failed.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record HistoryRow(
    int ExecutionId,
    int Attempt,
    string ActivityId,
    string NodeId,
    string Type,
    int? ParentExecution,
    string? Tag,
    string? Iteration,
    string Status,
    string? Inputs,
    string? Outputs,
    IReadOnlyList<string>? Outcomes,
    string? Fault,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt);
