using System.Diagnostics.CodeAnalysis;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A message whose lines have been read one by one, and wait to be compared with what is known.</summary>
public sealed class OpenMessage
{
    private readonly Candidate[] _interpreted;

    private readonly bool _tellsGaps;

    private OpenMessage(IEnumerable<Candidate> lines, bool tellsGaps)
    {
        _tellsGaps = tellsGaps;
        _interpreted = [.. lines];
        Devices = _interpreted.Where(c => c.Stands).Select(c => c.Device!).ToHashSet(StringComparer.Ordinal);
        Meters = _interpreted.Where(c => c is { Stands: true, Fills: false })
            .GroupBy(c => (c.Device!, c.Reading!.Meter))
            .ToDictionary(meter => meter.Key, meter => meter.Min(c => c.Reading!.Start));
    }

    /// <summary>The devices that lines name: what <see cref="MeterKnowledge.Devices" /> should answer.</summary>
    public IReadOnlySet<string> Devices { get; }

    /// <summary>Every device that a line names, also a line that is refused.</summary>
    public IEnumerable<string> NamedDevices => _interpreted.Select(c => c.Device).OfType<string>();

    /// <summary>The meters that devices speak of, with their earliest quarter: the totals before it are wanted.</summary>
    public IReadOnlyDictionary<(string Device, MeterRole Role), Instant> Meters { get; }

    /// <summary>Quarters that are told only in case they are not known: whether they are is wanted.</summary>
    public IEnumerable<Instant> Fillings =>
        _interpreted.Where(c => c is { Stands: true, Fills: true }).Select(c => c.Reading!.Start);

    /// <summary>Lines of a door that is no UrbanDataset; what a total rose by beside the quarters is told.</summary>
    internal static OpenMessage Of(IEnumerable<Candidate> lines) => new(lines, tellsGaps: true);

    /// <summary>Opens a message, or says why nothing of it can be used.</summary>
    public static bool TryOpen(
        UrbanDatasetMessage message,
        Instant now,
        [NotNullWhen(true)] out OpenMessage? opened,
        [NotNullWhen(false)] out string? refusal)
    {
        opened = null;
        refusal = null;
        var profile = UserDeviceProfile.Of(message.DatasetId);
        if (profile is null)
        {
            refusal = $"specification.id.value: found {Quoted.InSentence(message.DatasetId)}, "
                + $"expected {UserDeviceProfile.M1.DatasetId} or {UserDeviceProfile.M2.DatasetId}";
            return false;
        }

        if (message.GeneratedAt > now + UrbanDatasetLimits.ClockTolerance)
            refusal = "context.timestamp: found a time still to come, expected one past";
        else if (message.GeneratedAt < UrbanDatasetLimits.Oldest)
            refusal = "context.timestamp: found a time before the year 2019, expected a later one";
        List<EnergyProperty> energies = [];
        foreach (var energy in profile.Energies)
        {
            var unit = message.Units.GetValueOrDefault(energy.Name);
            if (unit is null) energies.Add(energy);
            else if (EnergyUnit.PowerOf(unit) is { } power) energies.Add(energy with { Power = power });
            else refusal ??= $"unitOfMeasure of {energy.Name}: found {Quoted.InSentence(unit)}, expected {EnergyUnit.Form}";
        }

        if (refusal is not null) return false;
        // What nothing is settled by makes no message bad: of a unit that nobody knows the lines are warned.
        SideProperty[] sides =
            [.. profile.Sides.Select(side => message.Units.TryGetValue(side.Name, out var unit) ? side.In(unit) : side)];
        var interpreter = new LineInterpreter(message, profile, energies, sides, now);
        opened = new(message.Lines.Select(interpreter.Interpret), tellsGaps: false);
        return true;
    }

    /// <summary>A verdict for each line, in the order of the message.</summary>
    public IReadOnlyList<LineVerdict> Judge(MeterKnowledge known)
    {
        Candidate[] candidates = [.. _interpreted.Select(candidate => candidate.Copy())];
        foreach (var candidate in candidates.Where(c => c.Stands)) Recognise(candidate, known);
        foreach (var filling in candidates.Where(c => c is { Stands: true, Fills: true }))
        {
            if (known.Quarters.Contains(new(filling.Meter, filling.Reading!.Start)))
                filling.Repeat("found a quarter that is known already: ignored");
        }

        ConflictFinder.Judge(candidates);
        foreach (var meter in candidates.Where(c => c.Stands).GroupBy(c => c.Meter))
        {
            var before = known.Totals.GetValueOrDefault(meter.Key) ?? new();
            var check = new TotalizerCheck(
                before, known.Swaps.GetValueOrDefault(meter.Key) ?? [],
                _tellsGaps);
            check.Note(before.Apart);
            foreach (var line in meter.OrderBy(c => c.Reading!.Start)) check.Judge(line);
        }

        return [.. candidates.Select(candidate => candidate.Verdict())];
    }

    private static void Recognise(Candidate candidate, MeterKnowledge known)
    {
        if (known.Community is { } community && candidate.Community is { } told
            && !string.Equals(community, told, StringComparison.OrdinalIgnoreCase))
        {
            candidate.Quarantine(
                $"{UserDeviceProfile.Community}: found {Quoted.InSentence(told)}, "
                + $"expected {Quoted.InSentence(community)}, as the community declares");
        }
        else if (!known.Devices.TryGetValue(candidate.Device!, out var device))
        {
            candidate.Quarantine(
                $"{UserDeviceProfile.Device}: found {Quoted.InSentence(candidate.Device!)}, expected a registered device");
        }
        else if (device.IsRetired)
            candidate.Quarantine($"{UserDeviceProfile.Device}: found a device that was retired, expected one in service");
        else if (device.Pod != candidate.Reading!.Pod)
        {
            var found = known.Points.Contains(candidate.Reading.Pod) ? "another known POD" : "an unknown POD";
            candidate.Quarantine(
                $"{UserDeviceProfile.Point}: found {found}, expected the one that the device is registered with");
        }
        else if (device.Only is { } role && role != candidate.Reading.Meter)
        {
            candidate.Quarantine(
                $"found a reading of the {Words(candidate.Reading.Meter)} meter, "
                + $"expected one of the {Words(role)} meter, as the device is registered");
        }
        else if (!known.MayBeTaken(device.Pod, candidate.Reading.Start))
        {
            candidate.Quarantine(
                "found no consent of the point's holder for this time (no_consent), expected one before the device is listened to");
        }
        else if (known.Gone(candidate.Reading.Start) is { } gone) candidate.Quarantine(gone);
        else (candidate.Reading, candidate.IsRecognised) = (candidate.Reading with { Unit = device.Unit }, true);

        static string Words(MeterRole meter) => meter == MeterRole.Exchange ? "exchange" : "production";
    }
}
