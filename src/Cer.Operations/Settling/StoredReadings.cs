using System.Runtime.CompilerServices;
using Cer.Domain.Metering;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>The latest readings of a community in the form of the contract, where one hour is told once.</summary>
/// <remarks>
/// Two roads may have told of one hour. An hour given whole stands before its quarters, as with prices; the withdrawal of
/// a point is taken from the first row that has it; an injection that no unit can own is left out, so it is missing.
/// </remarks>
internal sealed class StoredReadings(IReadingStore readings, ReadingGrid grid, Production? production = null, Instant? at = null)
{
    private readonly Dictionary<string, int> _unitIndex = grid.Units.Select((unit, index) => (unit.Id, index))
        .ToDictionary(x => x.Id, x => x.index, StringComparer.Ordinal);

    /// <summary>How many injections were left out because their point has no unit that could own them.</summary>
    public int Ownerless { get; private set; }

    /// <summary>Streams the rows by point and start.</summary>
    public async IAsyncEnumerable<CleanReading> ReadAsync(
        CommunityId community, Interval span, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = new ToldHours();
        await foreach (var reading in readings.AsOfAsync(community, span, at, cancellation))
        {
            if (production?.Takes(reading) is true) continue;
            if (reading.Meter != MeterRole.Exchange || grid.PodIndex(reading.Pod.Code) is not (>= 0 and var pod)) continue;
            if (told.Takes(Clean(pod, reading)) is { } clean) yield return clean;
        }
    }

    private CleanReading Clean(int pod, Reading reading)
    {
        var unit = OwnerOf(grid, pod, reading.Unit is { } id ? _unitIndex.GetValueOrDefault(id, -1) : -1);
        var injected = Micro(reading.Injected);
        if (unit < 0 && IsOwnerless(grid, pod, injected))
        {
            Ownerless++;
            injected = -1;
        }

        return new(
            pod, unit, reading.Start.ToUnixTimeSeconds() / 900, reading.Minutes, injected, Micro(reading.Withdrawn), reading.Quality);
    }

    /// <summary>The unit that owns what a row injects: the one it names, or the only one of its point.</summary>
    internal static int OwnerOf(ReadingGrid grid, int pod, int named)
    {
        var units = grid.UnitsOf(pod);
        if (units.Length == 1) return units[0];
        return named >= 0 && units.Contains(named) ? named : -1;
    }

    /// <summary>Whether an injection that no unit owns must be left out.</summary>
    internal static bool IsOwnerless(ReadingGrid grid, int pod, long injected) =>
        grid.UnitsOf(pod).Length > 1 ? injected >= 0 : injected > 0;

    private static long Micro(Cer.Domain.Energy? energy) => energy?.MicroKilowattHours ?? -1;
}
