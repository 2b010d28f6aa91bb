using Cer.Workflows.Hosting;

namespace Cer.Blocks.Node;

/// <summary>The triggers of a node that dies where it fires one.</summary>
internal sealed class MortalTriggers(ITriggerStore triggers, Death death) : ITriggerStore
{
    public async ValueTask<ITriggerClaim?> TakeAsync(DateTimeOffset now, CancellationToken cancellation) =>
        await triggers.TakeAsync(now, cancellation) is { } claim ? new Claim(claim, death) : null;

    public ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation) =>
        triggers.NextDueAsync(after, cancellation);

    private sealed class Claim(ITriggerClaim claim, Death death) : ITriggerClaim
    {
        public Trigger Trigger => claim.Trigger;

        public async ValueTask FireAsync(
            IReadOnlyList<InboxMessage> starts, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellation)
        {
            death.Before("trigger");
            await claim.FireAsync(starts, next, now, cancellation);
            death.After("trigger");
        }

        public ValueTask DisposeAsync() => claim.DisposeAsync();
    }
}
