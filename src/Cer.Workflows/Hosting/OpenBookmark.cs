namespace Cer.Workflows.Hosting;

/// <summary>Where an instance waits, and for what.</summary>
public sealed record OpenBookmark(
    string InstanceId, int Id, string Kind, string Key, string ActivityId, OrderedDictionary<string, object?> Payload,
    DateTimeOffset? DueAt);
