using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Estimates the money of the month that runs from the readings that are in; made anew every half hour.</summary>
/// <remarks>Nothing is kept: a month is settled when it is over, and what GSE states is final.</remarks>
public sealed class EstimateMonth(
    ICommunityStore communities, IReadingStore readings, IPriceStore prices, TimeProvider time)
{
    private readonly RecentAnswers<CommunityId, MonthEstimate?> _answers = new(
        time, TimeSpan.FromMinutes(30), community => MakeAsync(communities, readings, prices, time, community));

    /// <summary>The estimate; null when the community has no definition, or rules with faults.</summary>
    public Task<MonthEstimate?> RunAsync(CommunityId community, CancellationToken cancellation) =>
        _answers.AskAsync(community, cancellation);

    private static async Task<MonthEstimate?> MakeAsync(
        ICommunityStore communities, IReadingStore readings, IPriceStore prices, TimeProvider time, CommunityId community)
    {
        if (await communities.LoadAsync(community, null, CancellationToken.None) is not { } definition) return null;
        var faults = new FaultList();
        var rules = StoredContract.ReadRules(definition.Rules, faults);
        if (!faults.IsEmpty) return null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var month = MarketMonth.Of(now.InZone(MarketHour.Rome).Date);
        var grid = new ReadingGrid(definition.Community);
        var span = new Interval(MarketHour.StartOf(month.FirstDay), now + Duration.FromTicks(1));
        var over = now.ToUnixTimeSeconds() / 900;
        await foreach (var row in new StoredReadings(readings, grid).ReadAsync(community, span, CancellationToken.None))
            if (row.Quarter + (row.Minutes / 15) <= over)
                grid.Add(row.Pod, row.Unit, row.Quarter, row.Minutes, row.Injected, row.Withdrawn);

        var table = new PriceTable();
        var zones = definition.Community.Units.Select(unit => unit.Zone).Distinct().ToArray();
        foreach (var price in await prices.LatestAsync(zones, span, CancellationToken.None))
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / 900, price.Minutes, price.EurPerMwh);
        var settled = new MonthSettler(new(definition.Community, rules, grid, table, month, month)).Settle(month);
        var unpriced = settled.UnitHours.Sum(unit => Enumerable.Range(0, month.HourCount)
            .Count(hour => unit.Incentivised[hour] > 0 && unit.Premium[hour] is null));
        return new(settled.Premium, settled.Cac, unpriced);
    }
}
