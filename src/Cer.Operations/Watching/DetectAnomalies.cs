using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Watching;

/// <summary>Looks over the last days of a community for one kind of anomaly.</summary>
public sealed class DetectAnomalies(
    ICommunityStore communities, IHourStore hours, IRegistryView registry, GseFigures gse)
{
    /// <summary>What it finds, in the order of the places; null when the community has no definition.</summary>
    public async Task<IReadOnlyList<Anomaly>?> RunAsync(
        CommunityId community, AnomalyCheck check, AnomalyLimits limits, Instant now, CancellationToken cancellation)
    {
        if (limits.Problem is { } problem) throw new ArgumentException(problem, nameof(limits));
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        if (check == AnomalyCheck.Gse)
            return AnomaliesOfGse.Find(
                await gse.MonthsAsync(community, now.InZone(MarketHour.Rome).Year, cancellation), limits);
        var history = check == AnomalyCheck.MissingData ? 0 : limits.HistoryDays;
        // What is late is not missing yet: the days of a check that holds values against each other are whole ones.
        var last = (now - Duration.FromHours(check == AnomalyCheck.MissingData ? limits.LateHours : 0))
            .InZone(MarketHour.Rome).Date.PlusDays(check == AnomalyCheck.MissingData ? 0 : -1);
        LocalDate[] days = [.. Enumerable.Range(0, limits.Days + history).Select(back => last.PlusDays(-back)).Reverse()];
        var watched = await WatchedHours.ReadAsync(hours, community, days, cancellation);
        var look = new AnomaliesOfHours(
            definition.Community, await registry.NumbersAsync(community, cancellation), watched, limits);
        return check switch
        {
            AnomalyCheck.Production => look.Production(),
            AnomalyCheck.Consumption => look.Consumption(),
            AnomalyCheck.SelfConsumption => look.SelfConsumption(),
            _ => look.Missing(now - Duration.FromHours(limits.LateHours)),
        };
    }
}
