namespace Cer.Workflows.Hosting;

/// <summary>Where a node keeps what it runs.</summary>
public sealed record HostStores(
    IInstanceStore Instances, IInboxStore Inbox, ITriggerStore Triggers, IOutboxStore Outbox, IWakeUp WakeUp);
