using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.Gaps;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Shows what data came, what lacks, and what waits for a decision.</summary>
public sealed class ViewData(
    ICommunityStore communities,
    IDataView data,
    IRegistryView registry,
    IAlertStore alerts,
    FindGaps gaps,
    TimeProvider time)
{
    public const int Days = 14;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The page with at most so many rows of each kind; null when the community has no definition.</summary>
    public async Task<DataPage?> RunAsync(CommunityId community, int limit, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(MarketHour.Rome).Date;
        var span = new Interval(MarketHour.StartOf(today.PlusDays(1 - Days)), MarketHour.StartOf(today.PlusDays(1)));
        var received = (await data.ReceivedAsync(community, span, cancellation)).ToDictionary(row => row.Day);
        var numbers = await registry.NumbersAsync(community, cancellation);
        var found = await FoundAsync(community);
        var told = await alerts.ListAsync(community, limit, cancellation);
        return new(
            [.. Enumerable.Range(1 - Days, Days).Select(offset => Day(definition.Community, today.PlusDays(offset), now, received))],
            Labelled(found?.Gaps ?? [], numbers, limit),
            found?.At,
            [.. told.Where(alert => alert.Kind == AlertKinds.DeviceSilent)],
            [.. told.Where(alert => alert.Kind != AlertKinds.DeviceSilent)],
            await data.WaitingAsync(community, limit, cancellation));
    }

    /// <summary>What was found last; the first search is waited for a little, in case it is short.</summary>
    private async Task<FoundGaps?> FoundAsync(CommunityId community)
    {
        if (gaps.Last(community) is { } found) return found;
        try
        {
            return await gaps.RememberAsync(community).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static IReadOnlyList<LabelledGap> Labelled(IReadOnlyList<Gap> gaps, RegistryNumbers numbers, int limit)
    {
        var labels = numbers.Points.ToDictionary(point => point.Value, point => RegistryNumbers.Label(point.Key));
        var units = numbers.Units.ToDictionary(unit => unit.Value, unit => unit.Key);
        return [.. gaps.Reverse().Take(limit).Select(gap => new LabelledGap(
            gap, labels.GetValueOrDefault(gap.Point, ""), units.GetValueOrDefault(gap.Unit)))];
    }

    private static (LocalDate Day, long Expected, long Received, long Estimated) Day(
        EnergyCommunity community, LocalDate day, Instant now, Dictionary<LocalDate, ReceivedDay> received)
    {
        var span = MarketHour.SpanOf(day);
        var end = now < span.End ? now : span.End;
        var quarters = end > span.Start ? (long)Math.Floor((end - span.Start).TotalMinutes / 15) : 0;
        var points = community.Pods.Where(pod => pod.Covers(day)).Select(pod => pod.Pod).ToHashSet(StringComparer.Ordinal);
        var series = points.Count + community.Units.Count(unit => unit.InService <= day && points.Contains(unit.Pod));
        var row = received.GetValueOrDefault(day);
        return (day, quarters * series, row?.Received ?? 0, row?.Estimated ?? 0);
    }
}
