using System.Globalization;

namespace Cer.Workflows.Hosting;

/// <summary>Fires triggers whose time has come.</summary>
internal sealed class Timekeeper(HostStores stores, NodeSettings settings, TimeProvider time)
{
    /// <summary>Fires one; false when none is due.</summary>
    public async Task<bool> FireAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var claim = await stores.Triggers.TakeAsync(now, cancellation);
        if (claim is null) return false;
        var (fire, next) = Due(claim.Trigger, now);
        await claim.FireAsync([.. fire.Select(at => Start(claim.Trigger, at))], next, now, cancellation);
        return true;
    }

    private (IReadOnlyList<DateTimeOffset> Fire, DateTimeOffset? Next) Due(Trigger trigger, DateTimeOffset now)
    {
        try
        {
            return TriggerClock.Due(trigger, now, settings.OnTime);
        }
        catch (FormatException)
        {
            // Its clock is not known on this machine: the others are not to wait for it.
            return ([], now.AddHours(1));
        }
    }

    private static InboxMessage Start(Trigger trigger, DateTimeOffset at)
    {
        var due = at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        return new StartRequest(trigger.VersionId, new() { ["ScheduledAt"] = at }) { TriggerActivityId = trigger.ActivityId }
            .Message(trigger.Tenant, $"trigger:{trigger.TriggerKey}:{due}", trigger.TriggerKey);
    }
}
