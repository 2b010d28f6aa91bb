using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cer.Apps;
using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>Writes meters as the settings of the collectors, always in the same form.</summary>
/// <remarks>
/// Texts stand in double quotes as JSON has them, which YAML reads alike. A plant and a cabinet have a counter each; of any other
/// point the counters that go with the same power stand together.
/// </remarks>
internal static class MappingYaml
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="community">Whose they are, for a server that has several.</param>
    /// <param name="meters">The meters.</param>
    public static string Of(string community, IEnumerable<ConfirmedMeter> meters)
    {
        var all = meters.OrderBy(one => one.Pod, StringComparer.Ordinal).ThenBy(one => one.Plant, StringComparer.Ordinal)
            .ThenBy(one => one.Quantity).ToArray();
        if (all.Length == 0) return "";
        var text = new StringBuilder();
        Open(text, typeof(PlatformConfig)).Append("  Community: ").Append(Quoted(community)).Append('\n');
        var plants = all.Where(one => one.Quantity == MappedQuantity.Produced).ToArray();
        var lamps = all.Except(plants).Where(one => one.Use == MeterUse.Lighting && one.Quantity == MappedQuantity.Withdrawn).ToArray();
        var points = all.Except(plants).Except(lamps).ToArray();
        Single(text, typeof(InverterConfig), nameof(InverterConfig.Plants), plants);
        Single(text, typeof(StreetLightingConfig), nameof(StreetLightingConfig.Cabinets), lamps);
        Several(text, typeof(BuildingsConfig), nameof(BuildingsConfig.Buildings), [.. points.Where(one => one.Use != MeterUse.Point)]);
        Several(text, typeof(Chain2Config), nameof(Chain2Config.Meters), [.. points.Where(one => one.Use == MeterUse.Point)]);
        return text.ToString();
    }

    private static void Single(StringBuilder text, Type section, string list, ConfirmedMeter[] meters)
    {
        if (meters.Length == 0) return;
        Open(text, section).Append("  ").Append(list).Append(":\n");
        foreach (var meter in meters)
        {
            Head(text, meter);
            Say(text, nameof(MeterConfig.Plant), meter.Plant);
            Say(text, nameof(MeterConfig.Counter), meter.Counter);
            Say(text, nameof(MeterConfig.Fallback), meter.Fallback);
            Tail(text, meter);
        }
    }

    private static void Several(StringBuilder text, Type section, string list, ConfirmedMeter[] meters)
    {
        if (meters.Length == 0) return;
        Open(text, section).Append("  ").Append(list).Append(":\n");
        foreach (var point in meters.GroupBy(one => (one.Pod, one.Plant, one.Name, one.Power, one.Unit, one.MaxPowerKw)))
        {
            Head(text, point.First());
            Say(text, nameof(BuildingConfig.Plant), point.Key.Plant);
            foreach (var meter in point) Say(text, meter.Quantity.ToString(), meter.Counter);
            Tail(text, point.First());
        }
    }

    private static StringBuilder Open(StringBuilder text, Type section) => text.Append(section.FullName).Append(":\n");

    private static void Head(StringBuilder text, ConfirmedMeter meter)
    {
        text.Append("    - Name: ").Append(Quoted(meter.Name)).Append('\n');
        Say(text, nameof(MeterConfig.Pod), meter.Pod);
    }

    private static void Tail(StringBuilder text, ConfirmedMeter meter)
    {
        Say(text, nameof(MeterConfig.Power), meter.Power);
        Say(text, nameof(MeterConfig.Unit), meter.Unit);
        if (meter.MaxPowerKw is { } most)
            text.Append("      MaxPowerKw: ").Append(most.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static void Say(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append("      ").Append(key).Append(": ").Append(Quoted(value)).Append('\n');
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
