namespace Cer.Workflows.Running;

/// <summary>An activity that waits in the queue of an instance.</summary>
/// <param name="NodeId">Which.</param>
/// <param name="OwnerId">The execution that scheduled it.</param>
/// <param name="Tag">What its owner calls it.</param>
/// <param name="Backward">Whether an arrow back led to it.</param>
/// <param name="Variables">Declared in its own scope, such as the item of a loop.</param>
/// <param name="ExecutionId">An execution to begin again, after a fault; null for a new one.</param>
public sealed record WorkItem(
    string NodeId, int OwnerId, string? Tag, bool Backward, IReadOnlyList<VariableSlot> Variables, int? ExecutionId = null);
