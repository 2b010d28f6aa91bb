using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Alarms;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Forecasting;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Reads all that is told of a community to Home Assistant.</summary>
public sealed class ReadHomePicture(
    ICommunityStore communities,
    IRegistryView registry,
    IReadingStore readings,
    IHourStore hours,
    ViewDay days,
    ViewPlants plants,
    EstimateMonth money,
    IAlertStore alerts,
    IAlarmStore alarms,
    FollowRegisters registers,
    TimeProvider time)
{
    // The weeks that went before change once an hour.
    private readonly RecentAnswers<CommunityId, HomeForecast?> _forecast = new(
        time, TimeSpan.FromMinutes(30), community => ForetellAsync(communities, hours, time, community));

    /// <summary>The picture; null when the community has no definition.</summary>
    /// <param name="community">The community.</param>
    /// <param name="code">Its code.</param>
    /// <param name="flowProblems">The workflows that did not do what they should.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<HomePicture?> RunAsync(
        CommunityId community, string code, IReadOnlyList<string> flowProblems, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(MarketHour.Rome).Date;
        var (powers, crowds, totals) = (
            new PowersNow(), new LiveCrowds(definition.Community, today), new NewestTotals(definition.Community));
        var taken = new Dictionary<string, long>(StringComparer.Ordinal);
        var heard = new Dictionary<string, Instant>(StringComparer.Ordinal);
        var day = MarketHour.SpanOf(today);
        // A quarter that is just over began, at midnight, yesterday.
        var first = Instant.Min(day.Start, now - PowersNow.Reach);
        await foreach (var reading in readings.LatestAsync(community, new(first, now + Duration.FromTicks(1)), cancellation))
        {
            powers.Add(reading, now);
            crowds.Add(reading, now);
            totals.Add(reading, now);
            var end = reading.Start + Duration.FromMinutes(reading.Minutes);
            if (end > now || reading.Start < day.Start || reading.Meter != MeterRole.Exchange) continue;
            var pod = reading.Pod.Code;
            if (!heard.TryGetValue(pod, out var last) || last < end) heard[pod] = end;
            if (reading.Withdrawn is { } energy) taken[pod] = taken.GetValueOrDefault(pod) + energy.MicroKilowattHours;
        }

        var numbers = await registry.NumbersAsync(community, cancellation);
        var inside = definition.Community.Pods.Where(pod => pod.Covers(today)).Select(pod => pod.Pod).Distinct().ToArray();
        var page = (await days.RunAsync(community, today, cancellation))!;
        var forecast = await _forecast.AskAsync(community, cancellation);
        var slug = HomeNames.SlugOf(code, community);
        HomePlant[] own = [.. (await plants.ListAsync(community, cancellation) ?? [])
            .Where(plant => plant.Units.All(unit => definition.Community.IsPublic(unit.Unit.Pod, today)))
            .Select(plant => new HomePlant(plant, powers.Of([.. plant.Units.Select(unit => unit.Unit.Pod).Distinct()])))];
        string[] buildings = [.. inside.Where(pod => definition.Community.IsMunicipal(pod, today))];
        var shown = own.SelectMany(plant => totals.OfPlant(plant.Page.Units)
                .Select(one => (Word: $"{HomeNames.PlantOf(slug, plant.Page.Id)}/{one.Key}", one.Total)))
            .Concat(buildings.SelectMany(pod => totals.OfBuilding(pod)
                .Select(one => (Word: $"{HomeNames.BuildingOf(slug, numbers.Points[pod])}/{one.Key}", one.Total))))
            .ToDictionary(one => one.Word, one => one.Total, StringComparer.Ordinal);
        var told = await registers.RunAsync(community, shown, cancellation);
        return new()
        {
            Slug = slug,
            Name = definition.Community.Name,
            At = now,
            Power = powers.Of(inside),
            Day = page.Totals,
            Withheld = crowds.Withheld,
            Money = await money.RunAsync(community, cancellation),
            Today = forecast?.Of(today) ?? [],
            Tomorrow = forecast?.Of(today.PlusDays(1)) ?? [],
            Gaps = page.Open.Gaps,
            Alerts = await alerts.CountOpenAsync(community, cancellation) + await alarms.CountOpenAsync(community, cancellation),
            FlowProblems = flowProblems,
            Plants = [.. own.Select(plant => plant with { Registers = Registers(HomeNames.PlantOf(slug, plant.Page.Id)) })],
            Buildings = [.. buildings.Select(pod => new HomeBuilding(
                numbers.Points[pod],
                NameOf(definition.Community, pod),
                powers.Of([pod]),
                taken.TryGetValue(pod, out var energy) ? Energy.FromMicroKilowattHours(energy) : null,
                heard.TryGetValue(pod, out var until) ? until : null)
            {
                Registers = Registers(HomeNames.BuildingOf(slug, numbers.Points[pod])),
            })],
        };

        (string Key, Energy Total)[] Registers(string device) =>
        [
            .. told.Where(one => one.Key.StartsWith($"{device}/", StringComparison.Ordinal))
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => (one.Key[(device.Length + 1)..], one.Value)),
        ];
    }

    /// <summary>What people may see of a point: the plant on its roof, and the end of its code.</summary>
    internal static string NameOf(EnergyCommunity community, string pod) =>
        community.Units.FirstOrDefault(unit => unit.Pod == pod) is { } unit
            ? $"Edificio {RegistryNumbers.Label(pod)} ({unit.Plant})"
            : $"Edificio {RegistryNumbers.Label(pod)}";

    private static async Task<HomeForecast?> ForetellAsync(
        ICommunityStore communities, IHourStore hours, TimeProvider time, CommunityId community)
    {
        if (await communities.LoadAsync(community, null, CancellationToken.None) is not { } definition) return null;
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        var span = new Interval(MarketHour.StartOf(today.PlusDays(-7 * SurplusForecast.Weeks)), MarketHour.StartOf(today));
        var stored = await StoredHours.ReadAsync(hours, community, definition.Community, span, null, CancellationToken.None);
        var holders = new PrivateHolders(definition.Community);
        var points = definition.Community.Pods.Where(pod => pod.Covers(today)).Select(pod => pod.Pod).Distinct().ToArray();
        var members = points.Select(pod => holders.Of(pod, today)).OfType<string>().Distinct().Count();
        var others = points.Count(pod => holders.Of(pod, today) is null);
        var zone = definition.Community.Units is [{ Zone: var of }, ..] ? of : MarketZone.Cnor;
        return new(stored.Figures(), today, zone, hour => members == 0
            || (members >= Anonymity.FewestTold && hour.Known - others >= Anonymity.FewestTold));
    }
}
