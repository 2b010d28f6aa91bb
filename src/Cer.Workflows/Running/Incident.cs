namespace Cer.Workflows.Running;

/// <summary>A fault of an activity that nothing caught.</summary>
public sealed record Incident(int ExecutionId, string ActivityId, string ActivityType, string Message, DateTimeOffset At);
