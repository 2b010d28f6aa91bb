namespace Cer.Workflows.Running;

/// <summary>How an instance stands in particular.</summary>
public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
}
