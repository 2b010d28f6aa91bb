namespace Cer.Workflows.Hosting;

/// <summary>Something to be told to an instance, or to begin one: once, whoever tells it how often.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Key">The same key is taken once.</param>
/// <param name="InstanceId">To whom; null for starts and events.</param>
/// <param name="Payload">What it says.</param>
/// <param name="NotBefore">When; null for at once.</param>
/// <param name="TriggerKey">The trigger that it comes from; null when none.</param>
public sealed record InboxMessage(
    int Tenant,
    InboxKind Kind,
    string Key,
    string? InstanceId,
    OrderedDictionary<string, object?> Payload,
    DateTimeOffset? NotBefore = null,
    string? TriggerKey = null);
