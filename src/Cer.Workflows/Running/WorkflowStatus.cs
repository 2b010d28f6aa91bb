namespace Cer.Workflows.Running;

/// <summary>Whether an instance can still do something.</summary>
public enum WorkflowStatus
{
    Running,
    Finished,
}
