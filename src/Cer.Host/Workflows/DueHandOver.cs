using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Workflows.Hosting;
using NodaTime;

namespace Cer.Host.Workflows;

/// <summary>Begins the workflow that makes hours as soon as work is due for it, so that nobody waits for its next hour.</summary>
/// <remarks>
/// Named by the work, a beginning is taken once however many servers ask. Of one community it is asked for seldom: what comes in
/// meanwhile is done by the next one.
/// </remarks>
internal sealed class DueHandOver(FlowDuties duties, IWorkStore work, IInboxStore inbox, FlowClock clock)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<int, long> _begun = [];

    /// <summary>The communities whose due work a workflow does.</summary>
    public async Task<IReadOnlyCollection<CommunityId>> TakenAsync(CancellationToken cancellation) =>
        [.. (await duties.HoldersAsync(FlowDuties.Hours, cancellation)).Select(flow => new CommunityId(flow.Trigger.Tenant))];

    /// <summary>Begins the workflows for which work is due; says how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var begun = 0;
        foreach (var flow in await duties.HoldersAsync(FlowDuties.Hours, cancellation))
        {
            var tenant = flow.Trigger.Tenant;
            if (_begun.TryGetValue(tenant, out var at) && Stopwatch.GetElapsedTime(at) < Rest) continue;
            var now = clock.GetUtcNow();
            if (await work.OldestDueAsync(
                new(tenant), DoDueWork.Kinds, Instant.FromDateTimeOffset(now), cancellation) is not { } due) continue;
            var key = string.Create(
                CultureInfo.InvariantCulture,
                $"due:{flow.Trigger.TriggerKey}:{due.Item.Kind}:{due.Item.Period}:{due.Since.ToUnixTimeTicks()}");
            var start = new StartRequest(flow.Trigger.VersionId, new() { ["ScheduledAt"] = now })
            {
                TriggerActivityId = flow.Trigger.ActivityId,
            };
            if (await inbox.AddAsync(start.Message(tenant, key, flow.Trigger.TriggerKey), now, cancellation)) begun++;
            _begun[tenant] = Stopwatch.GetTimestamp();
        }

        return begun;
    }
}
