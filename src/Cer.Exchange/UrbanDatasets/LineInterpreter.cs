using System.Globalization;
using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Turns one line into a reading, or says why it cannot be one.</summary>
/// <remarks>A line is one device and one quarter; an energy that is not there is missing, never zero.</remarks>
internal sealed class LineInterpreter(
    UrbanDatasetMessage message, UserDeviceProfile profile, IReadOnlyDictionary<string, int> powers, Instant now)
{
    private const int QuarterMinutes = 15;

    public Candidate Interpret(UrbanDatasetLine line)
    {
        string? device = null, point = null;
        Dictionary<string, long?> amounts = [];
        List<string> warnings = [];
        HashSet<string> met = [];
        foreach (var (name, value) in line.Properties)
        {
            var measured = powers.TryGetValue(name, out var power);
            if (!measured && name is not (UserDeviceProfile.Device or UserDeviceProfile.Point))
            {
                if (!profile.Known.Contains(name))
                    warnings.Add($"found the property {Quote.Text(name)}, unknown to {profile.DatasetId}: ignored");
                continue;
            }

            if (!met.Add(name)) return Refuse($"{name}: found it twice, expected it once");
            if (value is null) return Refuse($"{name}: found parts, expected a value");
            if (name == UserDeviceProfile.Device) device = value.Trim();
            else if (name == UserDeviceProfile.Point) point = value.Trim();
            else if (!Amount(name, value, power, out var problem)) return Refuse($"{name}: {problem}");
        }

        if (string.IsNullOrEmpty(device)) return Refuse($"found no {UserDeviceProfile.Device}, expected one");
        if (device.Length > UrbanDatasetLimits.DeviceCharacters)
        {
            return Refuse(
                $"{UserDeviceProfile.Device}: found {Quote.Text(device)}, "
                + $"expected at most {UrbanDatasetLimits.DeviceCharacters} characters");
        }

        if (string.IsNullOrEmpty(point)) return Refuse($"found no {UserDeviceProfile.Point}, expected one");
        // The code found is not repeated: it may be a person's.
        if (!Pod.TryParse(point, CultureInfo.InvariantCulture, out var pod))
            return Refuse($"{UserDeviceProfile.Point}: found no POD, expected {Pod.Form}");
        if (profile.Energies.All(energy => amounts.GetValueOrDefault(energy.Amount) is null))
            return Refuse($"found no energy, expected {string.Join(" or ", profile.Energies.Select(e => e.Amount))}");
        if (Period(line, out var start) is { } fault) return Refuse(fault);
        if (line.Timestamp is { } at && !LocalTimeText.TryParse(at, message.Offset, out _))
            warnings.Add($"timestamp: found {Quote.Text(at)}, expected {LocalTimeText.Form}: ignored");

        return new(line.Number, warnings)
        {
            Device = device,
            Reading = new()
            {
                Pod = pod,
                Meter = profile.Role,
                Start = start,
                Minutes = QuarterMinutes,
                Injected = Of(Direction.Injected, energy => energy.Amount),
                Withdrawn = Of(Direction.Withdrawn, energy => energy.Amount),
                Produced = Of(Direction.Produced, energy => energy.Amount),
                InjectedTotal = Of(Direction.Injected, energy => energy.Total),
                WithdrawnTotal = Of(Direction.Withdrawn, energy => energy.Total),
                ProducedTotal = Of(Direction.Produced, energy => energy.Total),
            },
        };

        Candidate Refuse(string reason) => Candidate.Refused(line.Number, device, reason);

        bool Amount(string name, string value, int power, out string? problem)
        {
            var most = profile.Energies.Any(energy => energy.Amount == name)
                ? UrbanDatasetLimits.QuarterMicroKilowattHours
                : UrbanDatasetLimits.TotalMicroKilowattHours;
            (amounts[name], problem) = EnergyText.Parse(value, power, most);
            return problem is null;
        }

        Energy? Of(Direction direction, Func<MeteredEnergy, string> property) =>
            profile.Energies.FirstOrDefault(energy => energy.Direction == direction) is { } energy
            && amounts.GetValueOrDefault(property(energy)) is { } amount
                ? Energy.FromMicroKilowattHours(amount)
                : null;
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
            return $"period: found a start at {Quote.Text(line.Start)}, expected minute 00, 15, 30 or 45";
        if (end > now + UrbanDatasetLimits.ClockTolerance)
            return $"period: found an end at {Quote.Text(line.End)}, which is still to come, expected a time past";
        return start < UrbanDatasetLimits.Oldest
            ? $"period: found a start at {Quote.Text(line.Start)}, expected the year 2000 or later"
            : null;

        static string NoTime(string member, string found) =>
            $"period.{member}: found {Quote.Text(found)}, expected {LocalTimeText.Form}";
    }
}
