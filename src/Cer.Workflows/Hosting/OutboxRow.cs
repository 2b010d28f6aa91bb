namespace Cer.Workflows.Hosting;

/// <summary>An item of the outbox that a node is to deliver.</summary>
public sealed record OutboxRow(long Id, InstanceKey Instance, OutboxItem Item, int Attempts);
