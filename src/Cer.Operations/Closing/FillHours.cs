using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Closing;

/// <summary>Makes readings for the missing parts of hours, and leaves alone what is there.</summary>
/// <remarks>
/// Quarters, so that what a meter says later of any of them takes its place; where an hour was told whole without this
/// quantity, that row gets it.
/// </remarks>
public sealed class FillHours(ICommunityStore communities, IReadingStore readings)
{
    /// <param name="community">The community.</param>
    /// <param name="pod">Code of the point.</param>
    /// <param name="missing">Spans of its series that are missing.</param>
    /// <param name="perHour">What flowed in a whole hour.</param>
    /// <param name="quality">How it came to be known.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<Reading>> RunAsync(
        CommunityId community,
        string pod,
        IReadOnlyList<NeedySpan> missing,
        Energy perHour,
        Quality quality,
        CancellationToken cancellation)
    {
        var registry = await communities.RegistryAsync(community, cancellation);
        var point = Pod.Parse(pod, null);
        var alone = registry.Units[point].Count == 1;
        var span = new Interval(
            Instant.FromUnixTimeSeconds(missing.Min(one => one.From) * 3600),
            Instant.FromUnixTimeSeconds(missing.Max(one => one.To) * 3600));
        var known = new Dictionary<(string? Unit, Instant Start), Reading>();
        await foreach (var reading in readings.LatestAsync(community, span, cancellation))
        {
            if (reading.Pod == point && reading.Meter == MeterRole.Exchange)
                known[(alone ? null : reading.Unit, reading.Start)] = reading;
        }

        var withdrawn = known.Values.Where(reading => reading.Withdrawn is not null).Select(reading => reading.Start).ToHashSet();
        var filled = new Dictionary<(string? Unit, Instant Start), Reading>();
        foreach (var one in missing)
        {
            for (var hour = one.From; hour < one.To; hour++) Fill(one.Unit, Instant.FromUnixTimeSeconds(hour * 3600));
        }

        return [.. filled.Values.OrderBy(reading => reading.Start)];

        void Fill(string? unit, Instant hour)
        {
            var series = alone ? null : unit;
            if (At(series, hour) is { Minutes: 60 } whole)
            {
                filled[(series, hour)] = With(whole, unit, perHour);
                return;
            }

            for (var quarter = 0; quarter < 4; quarter++)
            {
                var start = hour + Duration.FromMinutes(15 * quarter);
                var there = At(series, start);
                if (unit is null ? withdrawn.Contains(start) : there?.Injected is not null) continue;
                there ??= new() { Pod = point, Unit = alone ? null : unit, Start = start, Minutes = 15 };
                filled[(series, start)] = With(there, unit, Quarter(quarter));
            }
        }

        Reading? At(string? series, Instant start) =>
            filled.GetValueOrDefault((series, start)) ?? known.GetValueOrDefault((series, start));

        Reading With(Reading reading, string? unit, Energy energy) => unit is null
            ? reading with { Withdrawn = energy, Quality = quality }
            : reading with { Injected = energy, Quality = quality };

        // The rest of the division goes to the first quarters, so that the four give the hour again.
        Energy Quarter(int place) => Energy.FromMicroKilowattHours(
            (perHour.MicroKilowattHours / 4) + (place < perHour.MicroKilowattHours % 4 ? 1 : 0));
    }
}
