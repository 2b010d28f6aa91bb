namespace Cer.Workflows.Hosting;

/// <summary>Where an instance waits, and for what.</summary>
public sealed record OpenBookmark(
    string InstanceId, int Id, string Kind, string Key, string ActivityId, OrderedDictionary<string, object?> Payload,
    DateTimeOffset? DueAt)
{
    /// <summary>Of which definition.</summary>
    public string DefinitionId { get; init; } = "";

    /// <summary>How the instance, else its definition, is called.</summary>
    public string? Name { get; init; }
}
