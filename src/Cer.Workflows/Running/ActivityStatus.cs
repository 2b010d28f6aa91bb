namespace Cer.Workflows.Running;

/// <summary>How one execution of an activity stands; a running one with a bookmark waits.</summary>
public enum ActivityStatus
{
    Running,
    Completed,
    Canceled,
    Faulted,
}
