using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Operations.Periods;

/// <summary>Makes the hours of a market day from its readings: what each point took, what each unit made and gave.</summary>
/// <remarks>An hour of which a quarter is missing is missing: regulation Q14. Made again, only what changed is written.</remarks>
public sealed class MakeHours(ICommunityStore communities, IReadingStore readings, IHourStore hours)
{
    public async Task<AppendCounts> RunAsync(CommunityId community, LocalDate day, CancellationToken cancellation) =>
        (await MakeAsync(community, day, cancellation)).Counts;

    /// <summary>Makes them, and tells them: each point and unit in each hour of the day.</summary>
    public async Task<(IReadOnlyList<MeterHour> Hours, AppendCounts Counts)> MakeAsync(
        CommunityId community, LocalDate day, CancellationToken cancellation)
    {
        var definition = await communities.LoadAsync(community, null, cancellation)
            ?? throw new InvalidOperationException("Found no definition of the community, expected one.");
        var grid = new ReadingGrid(definition.Community);
        var production = new Production(definition.Community);
        var qualities = new Dictionary<(int Pod, int Unit, long Hour), Quality>();
        var rows = new StoredReadings(readings, grid, production).ReadAsync(community, MarketHour.SpanOf(day), cancellation);
        await foreach (var row in rows)
        {
            grid.Add(row.Pod, row.Unit, row.Quarter, row.Minutes, row.Injected, row.Withdrawn);
            if (row.Withdrawn >= 0) Note(row.Pod, -1, row);
            if (row.Injected >= 0 && row.Unit >= 0) Note(row.Pod, row.Unit, row);
        }

        MeterHour[] made = [.. Hours(grid, production, day, qualities)];
        return (made, await hours.AppendAsync(community, made, cancellation));

        void Note(int pod, int unit, CleanReading row)
        {
            var key = (pod, unit, row.Quarter >> 2);
            if (qualities.GetValueOrDefault(key) <= row.Quality) qualities[key] = row.Quality;
        }
    }

    private static IEnumerable<MeterHour> Hours(
        ReadingGrid grid,
        Production production,
        LocalDate day,
        Dictionary<(int Pod, int Unit, long Hour), Quality> qualities)
    {
        var month = MarketMonth.Of(day);
        for (var pod = 0; pod < grid.Pods.Count; pod++)
        {
            var units = grid.UnitsOf(pod).ToArray();
            var point = grid.Find(month, pod);
            if (point is null && !Array.Exists(units, production.Metered.Contains)) continue;
            var code = Pod.Parse(grid.Pods[pod], CultureInfo.InvariantCulture);
            foreach (var hour in MarketHour.Of(day))
            {
                var sinceEpoch = hour.Start.ToUnixTimeSeconds() / 3600;
                var place = (int)(sinceEpoch - month.FirstHour);
                var withdrawn = Known(point?.Withdrawn, place);
                yield return new(
                    code, null, hour, null, withdrawn, withdrawn is null ? null : qualities[(pod, -1, sinceEpoch)]);
                for (var slot = 0; slot < units.Length; slot++)
                {
                    var unit = units[slot];
                    if (grid.Units[unit].InService > day) continue;
                    var injected = Known(point?.Injected[slot], place);
                    var produced = production.Whole(unit, sinceEpoch);
                    yield return new(
                        code,
                        grid.Units[unit].Id,
                        hour,
                        injected,
                        null,
                        Worse(
                            injected is null ? null : qualities[(pod, unit, sinceEpoch)],
                            produced is null ? null : production.QualityOf(unit, sinceEpoch)))
                    {
                        Produced = produced,
                    };
                }
            }
        }
    }

    private static Quality? Worse(Quality? one, Quality? other) => one is null || one < other ? other : one;

    private static Energy? Known(MeteredSeries? series, int hour) => series?.FirstGap(hour, hour + 1) > hour
        ? Energy.FromMicroKilowattHours(series.Amounts[hour])
        : null;
}
