namespace Cer.Workflows.Hosting;

/// <summary>An event as a message.</summary>
public static class EventMessage
{
    /// <param name="tenant">Whose.</param>
    /// <param name="key">The same key is told once.</param>
    /// <param name="name">Of the event.</param>
    /// <param name="correlationId">Only to those about this; null for all.</param>
    /// <param name="payload">What it says.</param>
    /// <param name="onlyInstance">Only to this one; null for all, and for those that begin with it.</param>
    /// <param name="sender">The instance that tells it: it is told when that one rests, as it may wait for it itself.</param>
    public static InboxMessage Of(
        int tenant, string key, string name, string? correlationId, object? payload,
        string? onlyInstance = null, string? sender = null) =>
        new(tenant, InboxKind.Event, key, null, new()
        {
            ["name"] = name,
            ["correlationId"] = correlationId,
            ["payload"] = payload,
            ["onlyInstance"] = onlyInstance,
            ["sender"] = sender,
        });
}
