using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;

namespace Cer.Operations.Intake;

/// <summary>The serials that devices named last, while a batch of messages is judged.</summary>
/// <remarks>Most messages name the one that is known: then there is nothing to store.</remarks>
internal sealed class KnownSerials(IReadOnlyDictionary<string, KnownSerial> known)
{
    // A device that names ever new ones cannot make a message cost more than this.
    private const int MostOfOneDevice = 4;

    private readonly Dictionary<string, KnownSerial> _known = new(known, StringComparer.Ordinal);

    /// <summary>What lines tell that is new, in the order of time; what is late, and older than what is known, is not.</summary>
    public IReadOnlyList<SerialSeen> Note(IReadOnlyList<LineVerdict> lines)
    {
        foreach (var line in lines)
        {
            if (line.Serial is null || (_known.TryGetValue(line.Device!, out var last) && IsSame(last, line))) continue;
            // Something changes: now the order of time counts.
            return Changes(lines);
        }

        return [];
    }

    private List<SerialSeen> Changes(IReadOnlyList<LineVerdict> lines)
    {
        var seen = new List<SerialSeen>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.Serial is not null).OrderBy(line => line.Reading!.Start))
        {
            var (device, reading) = (line.Device!, line.Reading!);
            if (_known.TryGetValue(device, out var last) && (IsSame(last, line) || reading.Start <= last.Since)) continue;
            counts[device] = counts.GetValueOrDefault(device) + 1;
            if (counts[device] > MostOfOneDevice) continue;
            _known[device] = new(reading.Pod, reading.Meter, reading.Unit, line.Serial!, reading.Start);
            seen.Add(new(device, line.Serial!, reading));
        }

        return seen;
    }

    private static bool IsSame(KnownSerial last, LineVerdict line) => last.Serial == line.Serial
        && (last.Pod, last.Meter, last.Unit) == (line.Reading!.Pod, line.Reading.Meter, line.Reading.Unit);
}
