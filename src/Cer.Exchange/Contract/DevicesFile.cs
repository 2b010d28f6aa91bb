using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;

namespace Cer.Exchange.Contract;

/// <summary>Reads <c>devices.csv</c>: <c>device,pod,meter,plant</c>, where meter is M1 or M2 and plant may be empty.</summary>
public static class DevicesFile
{
    public const string Name = "devices.csv";
    private const int LongestId = 100;
    private static readonly string[] Columns = ["device", "pod", "meter", "plant"];

    public static IReadOnlyList<DeviceRow> Read(
        Stream stream, IReadOnlyDictionary<Pod, IReadOnlyList<string>> units, FaultList faults)
    {
        var rows = new List<DeviceRow>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (CsvTable.Open(Name, stream, Columns, faults) is not { } table) return rows;
        while (table.Read())
        {
            var device = Encoding.UTF8.GetString(table.Value(0)).Trim();
            var formed = device.Length is > 0 and <= LongestId && ids.Add(device);
            if (!formed) table.Fault(0, "the id of a device, each once");
            var known = Pod.TryParse(Encoding.UTF8.GetString(table.Value(1)), CultureInfo.InvariantCulture, out var pod)
                && units.ContainsKey(pod);
            if (!known) table.Fault(1, "a POD of the community");
            var meter = table.Value(2).SequenceEqual("M1"u8) ? MeterRole.Exchange
                : table.Value(2).SequenceEqual("M2"u8) ? MeterRole.Production : (MeterRole?)null;
            if (meter is null) table.Fault(2, "M1 or M2");
            var unit = table.Value(3).IsEmpty ? null : Encoding.UTF8.GetString(table.Value(3));
            var owned = unit is null || (known && units[pod].Contains(unit));
            if (!owned) table.Fault(3, "a unit on this POD, or nothing");
            if (formed && known && owned && meter is { } role) rows.Add(new(device, pod, role, unit));
        }

        return rows;
    }
}
