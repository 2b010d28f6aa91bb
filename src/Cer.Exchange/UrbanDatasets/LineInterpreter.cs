using System.Globalization;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Turns one line into a reading, or says why it cannot be one.</summary>
/// <remarks>A line is one device and one quarter; an energy that is not there is missing, never zero.</remarks>
internal sealed class LineInterpreter(
    UrbanDatasetMessage message,
    UserDeviceProfile profile,
    IReadOnlyList<EnergyProperty> energies,
    IReadOnlyList<SideProperty> sides,
    Instant now)
{
    private const int QuarterMinutes = 15;

    public Candidate Interpret(UrbanDatasetLine line)
    {
        string? device = null, point = null, community = null, serial = null;
        SideValues? beside = null;
        Span<long?> amounts = stackalloc long?[energies.Count];
        List<string>? warnings = null;
        var met = 0u;
        foreach (var (name, value) in line.Properties)
        {
            var place = PlaceOf(name);
            if (place < 0)
            {
                if (SideOf(name) is { } side) Beside(side, value, ref beside, ref warnings);
                else if (name == UserDeviceProfile.Serial) serial = Serial(value, ref warnings);
                else if (!profile.Known.Contains(name)) (warnings ??= []).Add(Unknown(name));
                continue;
            }

            if ((met & (1u << place)) != 0) return Refuse(line, device, $"{name}: found it twice, expected it once");
            met |= 1u << place;
            if (value is null) return Refuse(line, device, $"{name}: found parts, expected a value");
            if (place == energies.Count) device = value.Trim();
            else if (place == energies.Count + 1) point = value.Trim();
            else if (place > energies.Count) community = value.Trim();
            else if (!TryAmount(energies[place], value, out amounts[place], out var problem))
                return Refuse(line, device, $"{name}: {problem}");
        }

        if (Identity(device, point, out var pod) is { } stranger) return Refuse(line, device, stranger);
        if (!HasEnergy(amounts)) return Refuse(line, device, $"found no energy, expected {Wanted()}");
        if (Period(line, out var start) is { } fault) return Refuse(line, device, fault);
        if (line.Timestamp is { } at && !LocalTimeText.TryParse(at, message.Offset, out _))
            (warnings ??= []).Add($"timestamp: found {Quoted.InSentence(at)}, expected {LocalTimeText.Form}: ignored");

        var reading = new Reading { Pod = pod, Meter = profile.Role, Start = start, Minutes = QuarterMinutes };
        return new(line.Number, warnings ?? [])
        {
            Device = device,
            Community = string.IsNullOrEmpty(community) ? null : community,
            Serial = serial,
            Sides = beside,
            Reading = reading with
            {
                Injected = Of(amounts, Direction.Injected, total: false),
                Withdrawn = Of(amounts, Direction.Withdrawn, total: false),
                Produced = Of(amounts, Direction.Produced, total: false),
                InjectedTotal = Of(amounts, Direction.Injected, total: true),
                WithdrawnTotal = Of(amounts, Direction.Withdrawn, total: true),
                ProducedTotal = Of(amounts, Direction.Produced, total: true),
            },
        };
    }

    private static Candidate Refuse(UrbanDatasetLine line, string? device, string reason) =>
        Candidate.Refused(line.Number, device, reason);

    private static bool TryAmount(EnergyProperty energy, string value, out long? amount, out string? problem)
    {
        var most = energy.IsTotal
            ? UrbanDatasetLimits.TotalMicroKilowattHours
            : UrbanDatasetLimits.QuarterMicroKilowattHours;
        (amount, problem) = EnergyText.Parse(value, energy.Power, most);
        return problem is null;
    }

    private static string? Identity(string? device, string? point, out Pod pod)
    {
        pod = default;
        if (string.IsNullOrEmpty(device)) return $"found no {UserDeviceProfile.Device}, expected one";
        if (device.Length > UrbanDatasetLimits.DeviceCharacters)
        {
            return $"{UserDeviceProfile.Device}: found {Quoted.InSentence(device)}, "
                + $"expected at most {UrbanDatasetLimits.DeviceCharacters} characters";
        }

        if (string.IsNullOrEmpty(point)) return $"found no {UserDeviceProfile.Point}, expected one";
        // The code found is not repeated: it may be a person's.
        return Pod.TryParse(point, CultureInfo.InvariantCulture, out pod)
            ? null
            : $"{UserDeviceProfile.Point}: found no POD, expected {Pod.Form}";
    }

    private SideProperty? SideOf(string name)
    {
        for (var i = 0; i < sides.Count; i++)
        {
            if (sides[i].Name == name) return sides[i];
        }

        return null;
    }

    private static void Beside(SideProperty side, string? value, ref SideValues? beside, ref List<string>? warnings)
    {
        var (amount, problem) = (value, side.Power) switch
        {
            (null, _) => (null, "found parts, expected a value"),
            (_, null) => (null, $"found a unit that nobody knows, expected {side.Unit} or a thousand or a thousandth of it"),
            ({ } text, { } power) => EnergyText.Parse(text, power, UrbanDatasetLimits.SideMicro, side.Unit),
        };
        if (problem is null && beside?[side.Quantity] is not null) problem = "found it twice, expected it once";
        if (problem is not null) (warnings ??= []).Add($"{side.Name}: {problem}: ignored");
        else if (amount is not null) (beside ??= new()).Set(side.Quantity, amount);
    }

    // The serial itself is not repeated: it tells of a household.
    private static string? Serial(string? value, ref List<string>? warnings)
    {
        var serial = value?.Trim();
        if (string.IsNullOrEmpty(serial)) return null;
        if (serial.Length <= UrbanDatasetLimits.SerialCharacters) return serial;
        (warnings ??= []).Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{UserDeviceProfile.Serial}: found {serial.Length} characters, "
            + $"expected at most {UrbanDatasetLimits.SerialCharacters}: ignored"));
        return null;
    }

    /// <summary>Which of the properties read here it is: an energy, the device, the point, the community; else below zero.</summary>
    private int PlaceOf(string name)
    {
        for (var i = 0; i < energies.Count; i++)
        {
            if (energies[i].Name == name) return i;
        }

        return name switch
        {
            UserDeviceProfile.Device => energies.Count,
            UserDeviceProfile.Point => energies.Count + 1,
            UserDeviceProfile.Community => energies.Count + 2,
            _ => -1,
        };
    }

    private string Unknown(string name) =>
        $"found the property {Quoted.InSentence(name)}, unknown to {profile.DatasetId}: ignored";

    private bool HasEnergy(ReadOnlySpan<long?> amounts)
    {
        for (var i = 0; i < amounts.Length; i++)
        {
            if (!energies[i].IsTotal && amounts[i] is not null) return true;
        }

        return false;
    }

    private string Wanted() =>
        string.Join(" or ", energies.Where(energy => !energy.IsTotal).Select(energy => energy.Name));

    private Energy? Of(ReadOnlySpan<long?> amounts, Direction direction, bool total)
    {
        for (var i = 0; i < amounts.Length; i++)
        {
            if (energies[i].Direction == direction && energies[i].IsTotal == total && amounts[i] is { } micro)
                return Energy.FromMicroKilowattHours(micro);
        }

        return null;
    }

    /// <summary>The start of the line's quarter, or what is wrong with its period.</summary>
    private string? Period(UrbanDatasetLine line, out Instant start)
    {
        start = default;
        if (line.Start is null || line.End is null) return "found no period, expected one of 15 minutes";
        if (!LocalTimeText.TryParse(line.Start, message.Offset, out start)) return NoTime("start_ts", line.Start);
        if (!LocalTimeText.TryParse(line.End, message.Offset, out var end)) return NoTime("end_ts", line.End);
        if (end <= start) return "period: found an end that is not behind its start, expected 15 minutes";
        var length = end - start;
        if (length != Duration.FromMinutes(QuarterMinutes))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"period: found {length.TotalMinutes:0.##} minutes, expected {QuarterMinutes}");
        }

        if (start.ToUnixTimeSeconds() % (QuarterMinutes * 60) != 0)
            return $"period: found a start at {Quoted.InSentence(line.Start)}, expected minute 00, 15, 30 or 45";
        if (end > now + UrbanDatasetLimits.ClockTolerance)
            return $"period: found an end at {Quoted.InSentence(line.End)}, which is still to come, expected a time past";
        return start < UrbanDatasetLimits.Oldest
            ? $"period: found a start at {Quoted.InSentence(line.Start)}, expected the year 2019 or later"
            : null;

        static string NoTime(string member, string found) =>
            $"period.{member}: found {Quoted.InSentence(found)}, expected {LocalTimeText.Form}";
    }
}
