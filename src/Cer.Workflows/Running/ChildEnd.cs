namespace Cer.Workflows.Running;

/// <summary>How a child instance stands.</summary>
public sealed record ChildEnd(
    string InstanceId, WorkflowStatus Status, WorkflowSubStatus SubStatus, OrderedDictionary<string, object?> Output);
