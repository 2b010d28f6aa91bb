namespace Cer.Workflows.Hosting;

/// <summary>Delivers the outbox.</summary>
internal sealed class Courier(HostStores stores, IDelivery delivery, NodeSettings settings, TimeProvider time)
{
    /// <summary>Delivers one item; false when none is due.</summary>
    public async Task<bool> DeliverAsync(CancellationToken cancellation)
    {
        if (await stores.Outbox.TakeAsync(settings.Name, settings.Lease, time.GetUtcNow(), cancellation) is not { } row) return false;
        try
        {
            await delivery.DeliverAsync(row, cancellation);
            await stores.Outbox.DoneAsync(row, time.GetUtcNow(), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var now = time.GetUtcNow();
            var dead = row.Attempts + 1 >= settings.Tries;
            await stores.Outbox.FailedAsync(row, fault.Message,
                dead ? null : now + NodeSettings.PauseAfter(row.Attempts + 1), now, cancellation);
        }

        return true;
    }
}
