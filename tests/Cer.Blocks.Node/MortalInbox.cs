using Cer.Workflows.Hosting;

namespace Cer.Blocks.Node;

/// <summary>The inbox of a node that dies where it writes what came of a start or an event.</summary>
internal sealed class MortalInbox(IInboxStore inbox, Death death) : IInboxStore
{
    public ValueTask<bool> AddAsync(InboxMessage message, DateTimeOffset now, CancellationToken cancellation) =>
        inbox.AddAsync(message, now, cancellation);

    public async ValueTask<IInboxClaim?> TakeAsync(DateTimeOffset now, CancellationToken cancellation) =>
        await inbox.TakeAsync(now, cancellation) is { } claim ? new Claim(claim, death) : null;

    public ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation) =>
        inbox.NextDueAsync(after, cancellation);

    private sealed class Claim(IInboxClaim claim, Death death) : IInboxClaim
    {
        public InboxRow Row => claim.Row;

        public ValueTask<bool> IsHeldBackAsync(Activation activation, string instanceId, CancellationToken cancellation) =>
            claim.IsHeldBackAsync(activation, instanceId, cancellation);

        public void Begin(NewInstance instance, DateTimeOffset now) => claim.Begin(instance, now);

        public ValueTask<IReadOnlyList<(string InstanceId, int BookmarkId)>> WaitingAsync(
            string kind, string key, string? correlationId, string? onlyInstance, CancellationToken cancellation) =>
            claim.WaitingAsync(kind, key, correlationId, onlyInstance, cancellation);

        public ValueTask<IReadOnlyList<(string VersionId, string ActivityId)>> TriggersAsync(
            string kind, string key, CancellationToken cancellation) => claim.TriggersAsync(kind, key, cancellation);

        public async ValueTask DoneAsync(IReadOnlyList<InboxMessage> messages, DateTimeOffset now, CancellationToken cancellation)
        {
            death.Before("inbox");
            await claim.DoneAsync(messages, now, cancellation);
            death.After("inbox");
        }

        public ValueTask FailedAsync(string reason, DateTimeOffset? again, DateTimeOffset now, CancellationToken cancellation) =>
            claim.FailedAsync(reason, again, now, cancellation);

        public ValueTask DisposeAsync() => claim.DisposeAsync();
    }
}
