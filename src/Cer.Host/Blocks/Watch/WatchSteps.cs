using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Workflows.Running;
using NodaTime;

namespace Cer.Host.Blocks.Watch;

/// <summary>What the blocks of the watch ask of the run that they are in.</summary>
internal static class WatchSteps
{
    public static CommunityId Community(this ActivityContext context) => context.Services.Tenant is { } tenant
        ? new(tenant)
        : throw new InvalidOperationException("Found a run that belongs to no community, expected one of a community.");

    public static Instant Now(this ActivityContext context) => Instant.FromDateTimeOffset(context.Services.Time.GetUtcNow());

    /// <summary>How what a run does is signed.</summary>
    public static string Signature(this ActivityContext context) => $"workflow:{context.State.InstanceId}";

    /// <summary>Whether what a block does is kept; when it is not, it says what it would do.</summary>
    public static bool IsKept(this ActivityContext context) =>
        context.Services is { UnitOfWork: not null, Tenant: not null, Rehearses: false };

    /// <summary>Does something in the transaction of the step, so that both are kept or neither is.</summary>
    public static async Task<T> InStepAsync<T>(
        this ActivityContext context, Func<CommunityId, Task<T>> act, CancellationToken cancellation)
    {
        var transaction = await context.Services.UnitOfWork!.JoinAsync(cancellation);
        using (OpenTransaction.Enter(transaction)) return await act(context.Community());
    }
}
