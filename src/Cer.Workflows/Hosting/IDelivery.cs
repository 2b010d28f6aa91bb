namespace Cer.Workflows.Hosting;

/// <summary>Takes items of the outbox where they are meant to go. One key may come more than once.</summary>
public interface IDelivery
{
    /// <exception cref="InvalidOperationException">It cannot be delivered now; one sentence.</exception>
    ValueTask DeliverAsync(OutboxRow row, CancellationToken cancellation);
}
