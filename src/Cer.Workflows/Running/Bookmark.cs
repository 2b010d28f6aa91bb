namespace Cer.Workflows.Running;

/// <summary>A place where an instance waits to be resumed.</summary>
/// <param name="Id">Within its instance, in the order of making.</param>
/// <param name="Kind">What it waits for: <c>Delay</c>, <c>Event</c>, <c>RunTask</c> …</param>
/// <param name="ExecutionId">Which execution waits.</param>
/// <param name="ActivityId">Of which activity.</param>
/// <param name="Payload">What a resumption must match, and what people are shown.</param>
/// <param name="DueAt">When a timer resumes it; null when none does.</param>
public sealed record Bookmark(
    int Id,
    string Kind,
    int ExecutionId,
    string ActivityId,
    OrderedDictionary<string, object?> Payload,
    DateTimeOffset? DueAt = null);
