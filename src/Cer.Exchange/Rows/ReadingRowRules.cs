using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Rows;

/// <summary>Holds rows against the points and units of a community and against each other.</summary>
/// <remarks>Source: settlement-files, readings.csv: the same rules as for a settlement from files.</remarks>
public sealed class ReadingRowRules(
    string file, IReadOnlyDictionary<Pod, IReadOnlyList<string>> units, Instant? latestEnd, FaultList faults)
{
    private readonly Dictionary<(Pod, string?, MeterRole, Instant), (bool Given, bool Taken)> _starts = [];
    private readonly HashSet<(Pod, Instant)> _withdrawals = [];
    private readonly Dictionary<(Pod, string?, MeterRole, long), int> _minutes = [];

    /// <summary>Whether two rows tell of one interval of a meter: one what was given, the other what was taken.</summary>
    public bool HasPairs { get; private set; }

    /// <summary>The row's reading; null when the row is a fault.</summary>
    public Reading? Check(ReadingRow row)
    {
        var reading = row.Reading;
        if (!units.TryGetValue(reading.Pod, out var known))
            return Fault(row, "pod", "a POD that this community does not have", "one of the community");
        if (reading.Unit is { } named && !known.Contains(named))
            return Fault(row, "plant", Quoted.Text(named), "a unit of the community on this POD, or nothing");
        if (known.Count == 0 && reading.Injected is { MicroKilowattHours: > 0 })
            return Fault(row, "injected_kwh", "energy given", "0 or nothing on a POD without a production unit");
        if (known.Count == 0 && reading.Produced is not null)
            return Fault(row, "produced_kwh", "energy made", "nothing on a POD without a production unit");
        if (known.Count > 1 && reading.Unit is null && reading.Produced is not null)
            return Fault(row, "produced_kwh", "energy made", "the unit that made it: the POD has several");
        if (known.Count > 1 && reading.Unit is null && reading.Injected is not null)
            return Fault(row, "injected_kwh", "energy given", "nothing on a row that names none of the POD's units");
        if (latestEnd is { } latest && reading.Start + Duration.FromMinutes(reading.Minutes) > latest)
            return Fault(row, "start", "an interval that ends in the future", "one that is past");
        if (latestEnd is not null && reading.Start < UrbanDatasetLimits.Oldest)
            return Fault(row, "start", "a time before the year 2019", "a later one");

        // Naming the only unit and leaving it out is the same series: a row of what it gave and one of what the point took.
        if (known is [var only] && reading.Unit is null) reading = reading with { Unit = only };
        var series = reading.Unit;
        var key = (reading.Pod, series, reading.Meter, reading.Start);
        var (given, taken) = (reading.Injected is not null, reading.Withdrawn is not null);
        var isFirst = _starts.TryAdd(key, (given, taken));
        if (!isFirst && (given == taken || _starts[key] != (taken, given)))
            return Fault(row, "row", "a second row for the same POD, unit and start", "one");
        if (!isFirst)
        {
            _starts[key] = (true, true);
            HasPairs = true;
        }

        var hour = reading.Start.ToUnixTimeSeconds() / 3600;
        if (!_minutes.TryAdd((reading.Pod, series, reading.Meter, hour), reading.Minutes)
            && _minutes[(reading.Pod, series, reading.Meter, hour)] != reading.Minutes)
        {
            return Fault(row, "minutes", "both 15 and 60 in one hour of a series", "one of them");
        }

        return reading.Withdrawn is not null && !_withdrawals.Add((reading.Pod, reading.Start))
            ? Fault(row, "withdrawn_kwh", "a second withdrawal of the POD", "at most one per interval")
            : reading;
    }

    private Reading? Fault(ReadingRow row, string field, string found, string expected)
    {
        faults.Add(file, row.Row, field, found, expected);
        return null;
    }
}
