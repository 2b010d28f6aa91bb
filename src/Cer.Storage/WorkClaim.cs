using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Storage;

/// <summary>A row of work, locked by an open transaction.</summary>
internal sealed class WorkClaim(Session session, SessionTransaction transaction, WorkItem item, int attempts) : IWorkClaim
{
    private const string DoneSql = """
        update core.work set done_at = $4, last_error = null where community_id = $1 and kind = $2 and period = $3
        """;

    private const string FailedSql = """
        update core.work set attempts = attempts + 1, last_error = $5, not_before = $4
        where community_id = $1 and kind = $2 and period = $3
        """;

    public WorkItem Item => item;

    public int Attempts => attempts;

    public async Task DoneAsync(Instant at, CancellationToken cancellation)
    {
        await session.RunAsync(DoneSql, cancellation, item.Community.Value, item.Kind, item.Period, at.ToUtc());
        await transaction.CommitAsync(cancellation);
    }

    public async Task FailedAsync(string reason, Instant tryAgainAt, CancellationToken cancellation)
    {
        await session.RunAsync(
            FailedSql,
            cancellation,
            item.Community.Value,
            item.Kind,
            item.Period,
            tryAgainAt.ToUtc(),
            reason.Storable());
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await session.DisposeAsync();
    }
}
