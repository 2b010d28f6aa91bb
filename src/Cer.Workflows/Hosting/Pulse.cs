namespace Cer.Workflows.Hosting;

/// <summary>A schedule that did not do what it should.</summary>
/// <param name="Flow">The schedule.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Since">When it should have begun, or when it failed.</param>
public sealed record Pulse(WatchedFlow Flow, PulseKind Kind, DateTimeOffset Since)
{
    /// <summary>Runs older than this may have been removed, so that nothing is concluded from their absence.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(31);

    /// <summary>What is wrong with a schedule at a time; null when nothing is.</summary>
    /// <param name="flow">The schedule.</param>
    /// <param name="now">The time.</param>
    /// <param name="grace">How late a run may be.</param>
    public static Pulse? Of(WatchedFlow flow, DateTimeOffset now, TimeSpan grace)
    {
        if (flow.SubStatus == "Faulted") return new(flow, PulseKind.Failed, flow.UpdatedAt ?? now);
        if (flow is { IsLeft: true, UpdatedAt: { } stood } && stood + grace <= now) return new(flow, PulseKind.Left, stood);
        return Expected(flow, now) is { } due && due + grace <= now
            ? new(flow, flow is { IsWaiting: false, SubStatus: "Suspended" or "Executing" or "Pending" } ? PulseKind.Held
                : PulseKind.Missed, due)
            : null;
    }

    /// <summary>The first time after the last run, or after it was published, at which it is to run.</summary>
    private static DateTimeOffset? Expected(WatchedFlow flow, DateTimeOffset now)
    {
        var from = flow.PublishedAt > now - Memory ? flow.PublishedAt : now - Memory;
        if (flow.BeganAt > from) from = flow.BeganAt.Value;
        try
        {
            return TriggerClock.After(flow.Trigger, from);
        }
        catch (FormatException)
        {
            // Its clock is not known on this machine: that it has a time, nobody can say.
            return null;
        }
    }
}
