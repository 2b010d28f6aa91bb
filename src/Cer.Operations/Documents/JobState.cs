namespace Cer.Operations.Documents;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    Waiting,
    Running,
    Done,
    Cancelled,
    Failed,
}
