using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Months;
using Cer.Settlement.Sharing;

namespace Cer.Operations.Checking;

/// <summary>Shows a month of all configurations of a legal community together, by the functions that settle each.</summary>
public sealed class ViewLegalMonth(
    ILegalStore legal, ICommunityStore communities, IRunStore runs, StoredContract contract)
{
    /// <summary>The month; null when the configuration stands alone.</summary>
    public async Task<LegalMonth?> RunAsync(CommunityId configuration, MarketMonth month, CancellationToken cancellation)
    {
        if (await legal.OfAsync(configuration, cancellation) is not { } body) return null;
        List<LegalMonth.Part> parts = [];
        List<(MarketZone Zone, HourTotals Hours)> settled = [];
        foreach (var one in body.Configurations)
        {
            var declared = (await communities.LoadAsync(one.Id, null, cancellation))?.Community;
            var zone = declared?.Units.GroupBy(unit => unit.Zone)
                .OrderByDescending(units => units.Sum(unit => unit.PowerKw)).ThenBy(units => units.Key)
                .Select(units => (MarketZone?)units.Key).FirstOrDefault();
            var hours = zone is null ? null : await HoursAsync(one.Id, month, cancellation);
            if (hours is not null) settled.Add((zone!.Value, hours));
            parts.Add(new(
                one, declared?.PrimarySubstation, zone, hours?.Injected.Sum(), hours?.Withdrawn.Sum(), hours?.Shared.Sum()));
        }

        return new(body, month, parts, ZoneShare.Of(settled));
    }

    private async Task<HourTotals?> HoursAsync(CommunityId configuration, MarketMonth month, CancellationToken cancellation)
    {
        var row = (await runs.MonthsAsync(configuration, cancellation))
            .FirstOrDefault(row => (row.Settled.Month.Year, row.Settled.Month.Month) == (month.Year, month.Month));
        var material = await contract.ReadAsync(
            configuration, month, month, null, row?.Closed, null, new FaultList(), cancellation);
        return material is null ? null : new MonthSettler(material.Input).Settle(month).Hours;
    }
}
