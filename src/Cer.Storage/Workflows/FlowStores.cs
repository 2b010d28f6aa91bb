using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>The stores of workflows in one database.</summary>
public static class FlowStores
{
    /// <param name="db">For the transactions that activities join.</param>
    /// <param name="wakeUp">Where news is heard.</param>
    /// <param name="quick">For the host's own commands, from <see cref="FlowDatabase"/>; the other one when there is none.</param>
    public static HostStores Of(NpgsqlDataSource db, IWakeUp wakeUp, NpgsqlDataSource? quick = null)
    {
        var own = quick ?? db;
        return new(new InstanceStore(db, own), new InboxStore(own), new TriggerStore(own), new OutboxStore(own), wakeUp);
    }
}
