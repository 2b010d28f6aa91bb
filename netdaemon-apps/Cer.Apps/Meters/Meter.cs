using System.Text.RegularExpressions;

namespace Cer.Apps;

/// <summary>A meter that an app reads: whose energy, and by which entities.</summary>
public sealed partial record Meter(string Name, string Pod, string? Plant, Quantity Quantity, string Counter)
{
    private const int LongestName = 64;

    public string? Fallback { get; init; }

    public string? Power { get; init; }

    public string? Unit { get; init; }

    public double? MaxPowerKw { get; init; }

    /// <summary>By which its state is kept, whatever it is called.</summary>
    public string Key => $"{Pod}/{Plant}/{Quantity}";

    public static Meter Of(MeterConfig config, Quantity quantity) => Of(config, quantity, config.Counter);

    public static Meter Of(MeterConfig config, Quantity quantity, string? counter) =>
        new(config.Name ?? "", config.Pod ?? "", string.IsNullOrWhiteSpace(config.Plant) ? null : config.Plant, quantity, counter ?? "")
        {
            Fallback = Text(config.Fallback),
            Power = Text(config.Power),
            Unit = Text(config.Unit),
            MaxPowerKw = config.MaxPowerKw,
        };

    /// <summary>Those that can be read, and a sentence for each that cannot.</summary>
    public static (IReadOnlyList<Meter> Good, IReadOnlyList<string> Problems) Check(IEnumerable<Meter> meters)
    {
        List<Meter> good = [];
        List<string> problems = [];
        foreach (var meter in meters)
        {
            if (meter.Problem is { } problem) problems.Add($"{meter.Name}: {problem}");
            else if (good.Any(other => other.Key == meter.Key))
                problems.Add($"{meter.Name}: found the same energy of the same point twice, expected one meter for it.");
            else if (meter.Entities.FirstOrDefault(one => good.Any(other => other.Entities.Contains(one))) is { } twice)
                problems.Add($"{meter.Name}: found {twice} at another meter already, expected each counter once.");
            else good.Add(meter);
        }

        return (good, problems);
    }

    /// <summary>The entities of its counters.</summary>
    public IEnumerable<string> Entities => Fallback is null ? [Counter] : [Counter, Fallback];

    private string? Problem => this switch
    {
        { Name.Length: 0 or > LongestName } => $"name: found none, expected 1 to {LongestName} characters.",
        _ when !PodForm().IsMatch(Pod) => "pod: found another form, expected IT, three digits, E and eight letters or digits.",
        _ when !EntityForm().IsMatch(Counter) => "counter: found another form, expected an entity such as sensor.inverter_energy.",
        _ when Fallback is { } second && !EntityForm().IsMatch(second) => "fallback: found another form, expected an entity.",
        _ when Fallback == Counter => "fallback: found the counter itself, expected another entity.",
        _ when Power is { } power && !EntityForm().IsMatch(power) => "power: found another form, expected an entity.",
        _ when Unit is { } unit && EnergyUnits.MicroOf(unit) is null => "unit: found another word, expected Wh, kWh, MWh or GWh.",
        { MaxPowerKw: <= 0 or > 1000 or double.NaN } => "maxPowerKw: found another number, expected more than 0 and at most 1000.",
        _ => null,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"^IT\d{3}E[0-9A-Z]{8,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex PodForm();

    [GeneratedRegex(@"^[a-z0-9_]+\.[a-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex EntityForm();
}
