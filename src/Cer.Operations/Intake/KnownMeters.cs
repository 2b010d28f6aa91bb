using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using NodaTime;
using KnownTotals = Cer.Operations.Ports.MeterTotals;
using LineTotals = Cer.Exchange.UrbanDatasets.MeterTotals;

namespace Cer.Operations.Intake;

/// <summary>What is known of a community while a batch of messages is judged, one after the other.</summary>
/// <remarks>What the batch itself has accepted counts as known: the store learns of it only at the end.</remarks>
internal sealed class KnownMeters
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private readonly Dictionary<string, RegisteredDevice> _devices;
    private readonly HashSet<Pod> _points;
    private readonly Dictionary<MeterKey, List<KnownTotals>> _totals = [];
    private readonly Dictionary<MeterKey, List<Reading>> _apart = [];
    private readonly HashSet<MeterQuarter> _quarters = [];

    private readonly KnownSerials _serials;
    private readonly IntakeGround _ground;
    private readonly PointRegistry _registry;
    private readonly Dictionary<MeterKey, IReadOnlyList<MeterSwap>> _swaps;

    private KnownMeters(PointRegistry registry, IntakeGround ground)
    {
        _ground = ground;
        _registry = registry;
        _serials = new(registry.Serials);
        _swaps = ground.Swaps.GroupBy(swap => Key(swap.Pod, swap.Meter, swap.Unit)).ToDictionary(
            meter => meter.Key,
            meter => (IReadOnlyList<MeterSwap>)[.. meter.Select(swap => swap.Swap).OrderBy(swap => swap.At)]);
        _devices = registry.Devices.ToDictionary(
            device => device.Key,
            device => new RegisteredDevice(
                device.Value.Pod,
                UnitOf(device.Value.Pod, device.Value.Unit),
                device.Value.Meter == MeterRole.Production ? MeterRole.Production : null)
            {
                IsRetired = device.Value.RetiredAt is not null,
            },
            StringComparer.Ordinal);
        _points = registry.Units.Keys.ToHashSet();
    }

    public static async Task<KnownMeters> LoadAsync(
        ICommunityStore communities,
        IReadingStore readings,
        CommunityId community,
        IEnumerable<OpenMessage> messages,
        CancellationToken cancellation)
    {
        var known = new KnownMeters(
            await communities.RegistryAsync(community, cancellation), await readings.GroundAsync(community, cancellation));
        messages = [.. messages];
        var fillings = messages.SelectMany(message => message.Fillings).ToHashSet();
        foreach (var start in fillings)
        {
            // An hour that is known as one value counts for its quarters.
            var hour = Instant.FromUnixTimeSeconds(start.ToUnixTimeSeconds() / 3600 * 3600);
            await foreach (var reading in readings.LatestAsync(community, new(hour, start + Quarter), cancellation))
                known.Note(reading);
        }

        MeterBefore[] asked =
        [
            .. messages.SelectMany(known.MetersOf)
                .Where(meter => known._points.Contains(meter.Key.Pod))
                .Select(meter => new MeterBefore(meter.Key.Pod, meter.Key.Role, meter.Value, meter.Key.Unit))
                .Distinct(),
        ];
        if (asked.Length == 0) return known;
        foreach (var last in await readings.LastTotalsAsync(community, asked, cancellation))
        {
            known.Of(new(last.Pod, last.Meter, last.Unit)).Add(last);
            known.KeepApart(last.Apart);
        }

        return known;
    }

    /// <summary>What is known for one message: of each meter the last totals before its own lines.</summary>
    public MeterKnowledge For(OpenMessage message) => new()
    {
        Community = _registry.Identifier,
        Devices = _devices,
        Points = _points,
        Quarters = _quarters,
        Swaps = _swaps,
        MayBeTaken = _ground.Consents.Allows,
        Gone = start => start < _ground.KeptFrom ? NoLongerKeptException.Sentence(_ground.KeptFrom.Value) : null,
        Totals = MetersOf(message)
            .Where(meter => _totals.ContainsKey(meter.Key))
            .Select(meter => (meter.Key, Totals: Before(meter.Key, meter.Value)))
            .Where(meter => meter.Totals is not null)
            .ToDictionary(meter => meter.Key, meter => meter.Totals!),
    };

    /// <summary>Serials of meters that lines tell and that are new.</summary>
    public IReadOnlyList<SerialSeen> NoteSerials(IReadOnlyList<LineVerdict> lines) => _serials.Note(lines);

    public void Accept(IEnumerable<Reading> readings)
    {
        foreach (var reading in readings)
        {
            Note(reading);
            if (reading is { InjectedTotal: null, WithdrawnTotal: null, ProducedTotal: null }) continue;
            var end = reading.Start + Duration.FromMinutes(reading.Minutes);
            Of(Key(reading.Pod, reading.Meter, reading.Unit)).Add(new(
                reading.Pod,
                reading.Meter,
                reading.Start,
                end,
                reading.InjectedTotal,
                reading.WithdrawnTotal,
                reading.ProducedTotal));
        }
    }

    /// <summary>Notes lines that were kept apart: where several agree, the totals before them are in doubt.</summary>
    public void KeepApart(IEnumerable<Reading> readings)
    {
        foreach (var reading in readings)
        {
            var key = Key(reading.Pod, reading.Meter, reading.Unit);
            if (!_apart.TryGetValue(key, out var apart)) _apart[key] = apart = [];
            apart.Add(reading);
        }
    }

    private void Note(Reading reading)
    {
        for (var at = 0; at < reading.Minutes; at += 15)
            _quarters.Add(new(Key(reading.Pod, reading.Meter, reading.Unit), reading.Start + Duration.FromMinutes(at)));
    }

    /// <summary>The meters that the message's devices are registered with, and the earliest quarter of each.</summary>
    private Dictionary<MeterKey, Instant> MetersOf(OpenMessage message) => message.Meters
        .Where(told => _devices.ContainsKey(told.Key.Device))
        .GroupBy(told => Meter(_devices[told.Key.Device], told.Key.Role))
        .ToDictionary(meter => meter.Key, meter => meter.Min(told => told.Value));

    private static MeterKey Meter(RegisteredDevice device, MeterRole role) => new(device.Pod, role, device.Unit);

    private MeterKey Key(Pod pod, MeterRole role, string? unit) => new(pod, role, UnitOf(pod, unit));

    // As the store has it: who names no unit speaks of the only one.
    private string? UnitOf(Pod pod, string? unit) =>
        unit ?? (_registry.Units.TryGetValue(pod, out var units) && units is [var only] ? only : null);

    private LineTotals? Before(MeterKey meter, Instant start)
    {
        if (_totals[meter].Where(known => known.Start < start).MaxBy(known => known.Start) is not { } last) return null;
        return new(At(last.Injected), At(last.Withdrawn), At(last.Produced))
        {
            Apart = _apart.TryGetValue(meter, out var apart)
                ? [.. apart.Where(line => line.Start > last.Start && line.Start < start).OrderBy(line => line.Start)]
                : [],
        };

        TotalAt? At(Energy? total) => total is { } energy ? new TotalAt(last.End, energy) : null;
    }

    private List<KnownTotals> Of(MeterKey meter)
    {
        if (!_totals.TryGetValue(meter, out var known)) _totals[meter] = known = [];
        return known;
    }
}
