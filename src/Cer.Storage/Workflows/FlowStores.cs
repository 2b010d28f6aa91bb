using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>The stores of workflows in one database.</summary>
public static class FlowStores
{
    public static HostStores Of(NpgsqlDataSource db, IWakeUp wakeUp) => new(
        new InstanceStore(db), new InboxStore(db), new TriggerStore(db), new OutboxStore(db), wakeUp);
}
