using System.Globalization;
using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Reads what each series grew by in the hours of a month: settled hours as the run has them, others as they are stored.</summary>
/// <remarks>
/// They are the figures of the page of the month. An hour in which private members, but fewer than six, are behind a sum has
/// no such sum, and nothing from which it could be worked out. The incentive is the tariff of the settled hours; an hour that is not
/// settled has none yet. What a building has from the community is its part of the hour by what it takes from the grid.
/// </remarks>
public sealed class ReadHomeMonth(ICommunityStore communities, IRunStore runs, IHourStore hours, ViewMonth months)
{
    public async Task<IReadOnlyList<HomeHours>> RunAsync(
        CommunityId community, string slug, MarketMonth month, CancellationToken cancellation)
    {
        var key = new YearMonth(month.Year, month.Month);
        var closed = (await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == key)?.Closed;
        if (await communities.LoadAsync(community, closed?.DefinitionVersion, cancellation) is not { } definition) return [];
        if (await months.HoursAsync(community, month, null, cancellation) is not { } page) return [];
        var all = new HomeLedger(slug);
        var figures = page.Hours.ToDictionary(hour => hour.Figures.Hour, hour => hour.Figures);
        var span = new Interval(MarketHour.StartOf(month.FirstDay), MarketHour.StartOf(month.LastDay.PlusDays(1)));
        var latest = closed is { } at
            ? hours.KnownAtAsync(community, span, at.HoursAt, cancellation)
            : hours.LatestAsync(community, span, cancellation);
        var plants = definition.Community.Units.ToDictionary(unit => unit.Id, unit => unit.Plant, StringComparer.Ordinal);
        var (crowds, buildings) = (new HourCrowds(definition.Community), new List<MeterHour>());
        await foreach (var row in latest)
        {
            crowds.Add(row);
            var day = row.Hour.Day;
            if (row.Unit is null && definition.Community.IsMunicipal(row.Pod.Code, day)) buildings.Add(row);
            else if (row.Unit is null) continue;
            else if (plants.TryGetValue(row.Unit, out var plant) && definition.Community.IsPublic(row.Pod.Code, day)) AddPlant(row, plant);
        }

        crowds.Finish();
        foreach (var hour in page.Hours) Add(all, hour, crowds);
        foreach (var row in buildings)
            AddBuilding(row, crowds.TellShared(row.Hour.Start) ? figures.GetValueOrDefault(row.Hour) : null);
        return all.Series;

        void AddBuilding(MeterHour row, HourFigures? sums)
        {
            var community = definition.Community;
            if (row.Withdrawn is not { } taken) return;
            var (word, name) = (
                string.Create(CultureInfo.InvariantCulture, $"building_{page.Numbers.Points[row.Pod.Code]}"),
                ReadHomePicture.NameOf(community, row.Pod.Code));
            all.Add($"{word}_withdrawn", $"{name}: prelevata", row.Hour, taken.KilowattHours);
            if (Part(taken, sums) is not { } part) return;
            all.Add($"{word}_shared", $"{name}: dalla comunità", row.Hour, part);
            all.Add($"{word}_grid", $"{name}: dalla rete", row.Hour, taken.KilowattHours - part);
        }

        void AddPlant(MeterHour row, string plant)
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"plant_{page.Numbers.Plants[plant]}");
            if (row.Produced is { } made) all.Add($"{word}_produced", $"Impianto {plant}: prodotta", row.Hour, made.KilowattHours);
            if (row.Injected is { } given) all.Add($"{word}_injected", $"Impianto {plant}: immessa", row.Hour, given.KilowattHours);
        }
    }

    private static void Add(HomeLedger all, MonthHour hour, HourCrowds crowds)
    {
        var sums = hour.Figures;
        if (sums.Injected is { } given && crowds.TellGiven(sums.Hour.Start))
            all.Add(HomeSeries.Injected, "Energia alla comunità (immessa)", sums.Hour, given.KilowattHours);
        if (!crowds.TellShared(sums.Hour.Start)) return;
        if (sums is { Withdrawn: { } taken, Shared: { } shared })
        {
            all.Add(HomeSeries.Shared, "Energia dalla comunità (condivisa)", sums.Hour, shared.KilowattHours);
            all.Add(HomeSeries.Grid, "Energia restante dalla rete", sums.Hour, Math.Max(0, taken.KilowattHours - shared.KilowattHours));
        }

        // Of an hour of which nothing is known a run says zero.
        if (hour.TipEur is not { } tip || sums.Shared is null) return;
        var rounded = Math.Round(tip, 8, MidpointRounding.AwayFromZero);
        all.Add(HomeSeries.Incentive, "Incentivo sull'energia condivisa", sums.Hour, rounded, true);
    }

    /// <summary>The building's part of what is shared in the hour; null while that is not known.</summary>
    private static decimal? Part(Energy taken, HourFigures? sums)
    {
        if (sums is not { Shared: { } shared, Withdrawn: { } all }) return null;
        if (all.MicroKilowattHours == 0) return 0;
        var part = Math.Round((decimal)shared.MicroKilowattHours * taken.MicroKilowattHours / all.MicroKilowattHours);
        return Math.Min(part, taken.MicroKilowattHours) / Energy.Micro;
    }
}
