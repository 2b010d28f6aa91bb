using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>The newest total of each register, and the word of the device and entity that it is told as.</summary>
internal sealed class NewestTotals(EnergyCommunity community)
{
    private readonly Dictionary<(string Pod, string? Unit, string What), MeterTotal> _newest = [];

    /// <summary>Takes a reading in; one that is not over counts for nothing.</summary>
    public void Add(Reading reading, Instant now)
    {
        var end = reading.Start + Duration.FromMinutes(reading.Minutes);
        if (end > now) return;
        // What a point takes is the point's, though a row of its only unit brings it.
        if (reading.Meter == MeterRole.Exchange) Keep(reading, null, MeterTotal.Withdrawn, reading.WithdrawnTotal, end);
        Keep(reading, reading.Unit, MeterTotal.Injected, reading.InjectedTotal, end);
        Keep(reading, reading.Unit, MeterTotal.Produced, reading.ProducedTotal, end);
    }

    /// <summary>The register of a municipal point.</summary>
    public IEnumerable<(string Key, MeterTotal Total)> OfBuilding(string pod) =>
        _newest.TryGetValue((pod, null, MeterTotal.Withdrawn), out var total) ? [(Key(total, null), total)] : [];

    /// <summary>The registers of a plant's units; of a plant with several each names its unit's number.</summary>
    public IEnumerable<(string Key, MeterTotal Total)> OfPlant(IReadOnlyList<(int Id, ProductionUnit Unit)> units)
    {
        foreach (var (id, unit) in units)
        {
            var isOnly = community.Units.Count(other => other.Pod == unit.Pod) == 1;
            foreach (var what in (string[])[MeterTotal.Injected, MeterTotal.Produced])
            {
                // A register that names no unit is the unit's only where there is no other.
                if (_newest.TryGetValue((unit.Pod, unit.Id, what), out var total)
                    || (isOnly && _newest.TryGetValue((unit.Pod, null, what), out total)))
                    yield return (Key(total, units.Count > 1 ? id : null), total);
            }
        }
    }

    private static string Key(MeterTotal total, int? unit) => unit is { } number
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{total.What}_register_{number}")
        : $"{total.What}_register";

    private void Keep(Reading reading, string? unit, string what, Energy? total, Instant end)
    {
        var key = (reading.Pod.Code, unit, what);
        if (total is { } known && !(_newest.TryGetValue(key, out var last) && last.Until >= end))
            _newest[key] = new(reading.Pod.Code, unit, reading.Meter, what, known, end);
    }
}
