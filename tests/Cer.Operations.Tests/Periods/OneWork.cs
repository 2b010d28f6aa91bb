using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Tests.Periods;

/// <summary>A store with one piece of work, that remembers what became of it.</summary>
internal sealed class OneWork : IWorkStore, IWorkClaim
{
    public WorkItem Item { get; } = new(new(1), WorkKinds.Hours, "2026-01-14");

    public int Attempts => 0;

    public bool Done { get; private set; }

    /// <summary>Why it was put off.</summary>
    public string? Reason { get; private set; }

    public bool IsHeld { get; private set; }

    public Task<int> OpenTouchedAsync(Instant now, CancellationToken cancellation, CommunityId? only) => Task.FromResult(0);

    public Task<(WorkItem Item, Instant Since)?> OldestDueAsync(
        CommunityId community, IReadOnlyCollection<string> kinds, Instant now, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IWorkClaim?> ClaimAsync(
        string kind,
        Instant now,
        CancellationToken cancellation,
        CommunityId? only,
        IReadOnlyCollection<CommunityId>? except)
    {
        if (kind != Item.Kind || Done || Reason is not null) return Task.FromResult<IWorkClaim?>(null);
        IsHeld = true;
        return Task.FromResult<IWorkClaim?>(this);
    }

    public Task DoneAsync(Instant at, CancellationToken cancellation)
    {
        Done = true;
        return Task.CompletedTask;
    }

    public Task FailedAsync(string reason, Instant tryAgainAt, CancellationToken cancellation)
    {
        Reason = reason;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsHeld = false;
        return ValueTask.CompletedTask;
    }

    public Task<bool> AddAsync(WorkItem item, Instant notBefore, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<bool> ReopenAsync(WorkItem item, Instant notBefore, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task TouchMonthsAsync(CommunityId community, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
