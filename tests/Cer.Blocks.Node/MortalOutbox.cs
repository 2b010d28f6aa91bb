using Cer.Workflows.Hosting;

namespace Cer.Blocks.Node;

/// <summary>The outbox of a node that dies where it says that something was delivered.</summary>
internal sealed class MortalOutbox(IOutboxStore outbox, Death death) : IOutboxStore
{
    public ValueTask<OutboxRow?> TakeAsync(string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation) =>
        outbox.TakeAsync(owner, term, now, cancellation);

    public async ValueTask DoneAsync(OutboxRow row, DateTimeOffset at, CancellationToken cancellation)
    {
        death.Before("outbox");
        await outbox.DoneAsync(row, at, cancellation);
        death.After("outbox");
    }

    public ValueTask FailedAsync(
        OutboxRow row, string reason, DateTimeOffset? again, DateTimeOffset at, CancellationToken cancellation) =>
        outbox.FailedAsync(row, reason, again, at, cancellation);

    public ValueTask<OutboxItem?> FindAsync(int tenant, string key, CancellationToken cancellation) =>
        outbox.FindAsync(tenant, key, cancellation);
}
