using Cer.Domain;
using Cer.Operations.Alarms;
using Cer.Operations.Gaps;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Privacy;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Gathers what needs a hand in a community: each kind once, with how many, since when and why.</summary>
public sealed class ListWork(
    FindGaps gaps,
    IDataView data,
    IAlertStore alerts,
    IAlarmStore alarms,
    IRequestStore requests,
    ITaskList tasks,
    MonthMatters months,
    TimeProvider time)
{
    // As many as each page shows: of more, the count is at least this.
    private const int Most = 5_000;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<WorkList> RunAsync(
        CommunityId community, string code, Person person, CancellationToken cancellation)
    {
        var now = Now;
        var found = gaps.Last(community);
        var (ofMonths, unseen) = await months.RunAsync(community, now, cancellation);
        Matter?[] matters =
        [
            found is null ? null : GapsOf(found.Gaps),
            await QuarantineAsync(community, cancellation),
            DevicesOf(await alerts.ListAsync(community, Most, cancellation)),
            AlarmsOf(await alarms.ListAsync(community, Most, cancellation)),
            RequestsOf(await requests.ListAsync(community, Most, cancellation), now),
            TasksOf(await tasks.WaitingAsync(community, code, person, cancellation), now),
            .. ofMonths,
        ];
        return new(
            now,
            [.. matters.OfType<Matter>().OrderByDescending(matter => matter.Urgent)
                .ThenBy(matter => matter.Since ?? Instant.MaxValue).ThenBy(matter => matter.Kind)],
            found is null,
            unseen);
    }

    private static Matter? GapsOf(IReadOnlyList<Gap> gaps) => gaps.Count == 0
        ? null
        : new(MatterKind.Gaps, gaps.Count, MarketHour.StartOf(gaps.Min(gap => gap.Day)))
        {
            Quarters = gaps.Sum(gap => (long)gap.Missing),
        };

    private async Task<Matter?> QuarantineAsync(CommunityId community, CancellationToken cancellation)
    {
        var (_, waiting) = await data.CountAsync(community, cancellation);
        if (waiting == 0) return null;
        // The oldest message comes first.
        var oldest = await data.WaitingAsync(community, 1, cancellation);
        return new(MatterKind.Quarantine, waiting, oldest.Count == 0 ? null : oldest[0].ReceivedAt);
    }

    private static Matter? DevicesOf(IReadOnlyList<Alert> alerts)
    {
        Alert[] open = [.. alerts.Where(alert => alert.ResolvedAt is null)];
        return open.Length == 0 ? null : new(MatterKind.Device, open.Length, open.Min(alert => alert.Since));
    }

    private static Matter? AlarmsOf(IReadOnlyList<Alarm> alarms)
    {
        Alarm[] open = [.. alarms.Where(alarm => alarm.ResolvedAt is null)];
        return open.Length == 0
            ? null
            : new(MatterKind.Alarm, open.Length, open.Min(alarm => alarm.RaisedAt))
            {
                Part = open.Count(alarm => alarm.AcknowledgedAt is null),
                Urgent = open.Any(alarm => alarm is { What.Severity: "critical", AcknowledgedAt: null }),
            };
    }

    private static Matter? RequestsOf(IReadOnlyList<MemberRequest> requests, Instant now)
    {
        MemberRequest[] open = [.. requests.Where(request => request.IsOpen)];
        if (open.Length == 0) return null;
        var overdue = open.Count(request => request.Due < now.InZone(MarketHour.Rome).Date);
        return new(MatterKind.Request, open.Length, open.Min(request => request.At))
        {
            Due = open.Min(request => request.Due),
            Overdue = overdue,
            Urgent = overdue > 0,
        };
    }

    private static Matter? TasksOf(IReadOnlyList<WaitingTask> tasks, Instant now)
    {
        if (tasks.Count == 0) return null;
        var overdue = tasks.Count(task => task.Due < now);
        return new(MatterKind.Task, tasks.Count, tasks.Min(task => task.Since))
        {
            Part = tasks.Count(task => task.Mine),
            Overdue = overdue,
            Due = tasks.Min(task => task.Due)?.InZone(MarketHour.Rome).Date,
            Urgent = overdue > 0,
        };
    }
}
