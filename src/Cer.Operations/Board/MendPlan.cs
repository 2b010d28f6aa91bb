using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>The readings that give quarters of a series other values, and speak of nothing else.</summary>
/// <remarks>What others say of the other quantities goes on standing. Where an hour was told whole, its row gets the sum.</remarks>
/// <param name="Readings">The readings to write.</param>
/// <param name="Problem">Why there are none.</param>
public sealed record MendPlan(IReadOnlyList<Reading> Readings, string? Problem)
{
    /// <param name="point">The point.</param>
    /// <param name="unit">Code of the unit; null for what the point takes.</param>
    /// <param name="alone">Whether the point has just one unit, or none: its rows name no unit then.</param>
    /// <param name="flow">The quantity.</param>
    /// <param name="known">The readings of the point's meter around.</param>
    /// <param name="values">Micro-kWh by the start of their quarter.</param>
    /// <param name="quality">How they came to be known.</param>
    public static MendPlan Of(
        Pod point,
        string? unit,
        bool alone,
        EnergyFlow flow,
        IReadOnlyList<Reading> known,
        IReadOnlyDictionary<Instant, long> values,
        Quality quality)
    {
        var name = alone || flow == EnergyFlow.Withdrawn ? null : unit;
        var meter = flow == EnergyFlow.Produced ? MeterRole.Production : MeterRole.Exchange;
        // What is taken may stand on the row of any unit of the point.
        var rows = known.Where(row => row.Meter == meter && (alone || (flow == EnergyFlow.Withdrawn
                ? row.Withdrawn is not null || row.Unit is null : row.Unit == unit)))
            .GroupBy(row => row.Start).ToDictionary(row => row.Key, row => row.MaxBy(one => one.Withdrawn is not null)!);
        var made = new List<Reading>();
        foreach (var hour in values.GroupBy(value => value.Key.ToUnixTimeSeconds() / 3600).OrderBy(hour => hour.Key))
        {
            var start = Instant.FromUnixTimeSeconds(hour.Key * 3600);
            if (rows.GetValueOrDefault(start) is { Minutes: 60 } whole)
            {
                if (hour.Count() < 4)
                    return new([], "Found values for a part of an hour that was told as a whole, expected all of it.");
                made.Add(With(whole, hour.Sum(value => value.Value)));
                continue;
            }

            made.AddRange(hour.OrderBy(value => value.Key).Select(value => With(
                rows.GetValueOrDefault(value.Key)
                    ?? new() { Pod = point, Unit = name, Meter = meter, Start = value.Key, Minutes = 15 },
                value.Value)));
        }

        return new(made, null);

        Reading With(Reading row, long amount)
        {
            var energy = Energy.FromMicroKilowattHours(amount);
            return new()
            {
                Pod = row.Pod,
                Unit = row.Unit,
                Meter = row.Meter,
                Start = row.Start,
                Minutes = row.Minutes,
                Withdrawn = flow == EnergyFlow.Withdrawn ? energy : null,
                Injected = flow == EnergyFlow.Injected ? energy : null,
                Produced = flow == EnergyFlow.Produced ? energy : null,
                Quality = quality,
            };
        }
    }
}
