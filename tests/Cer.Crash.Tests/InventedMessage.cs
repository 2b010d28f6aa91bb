using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Cer.Crash.Tests;

/// <summary>A push of one quarter of one device, with the total of its meter.</summary>
internal sealed record InventedMessage(int Point, int Quarter, long WithdrawnWh, long TotalWh)
{
    public const string Solution = "ChainTwoCloud-7";

    private const string Ontology =
        "https://smartcityplatform.enea.it/specification/semantic/2.0/ontology/scps-ontology-2.0.owl";

    // The clock is the winter one, as a sender may choose.
    private static readonly Offset Winter = Offset.FromHours(1);
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    /// <summary>The messages of the points, quarter by quarter.</summary>
    public static IEnumerable<InventedMessage> Enumerate(int count)
    {
        var totals = new long[InventedCommunity.Points];
        for (var number = 0; number < count; number++)
        {
            var (point, quarter) = (number % totals.Length, number / totals.Length);
            var amount = InventedCommunity.Amount(number, 3_000);
            yield return new(point, quarter, amount, totals[point] += amount);
        }
    }

    public byte[] Push()
    {
        var start = InventedCommunity.Start + Duration.FromMinutes(15 * Quarter);
        var end = start + Duration.FromMinutes(15);
        var device = InventedCommunity.Device(Point);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"resource_id":"SCP-1_{{Solution}}_M1ElectricUserDevice-2.0_20250101000000_{{device}}",
            "dataset":{"UrbanDataset":{"specification":{"version":"2.0",
            "id":{"value":"M1ElectricUserDevice-2.0","schemeID":"SCPS"},"name":"M1 Electric User Device",
            "uri":"{{Ontology}}#M1ElectricUserDevice",
            "properties":{"propertyDefinition":[
            {"propertyName":"period","subProperties":{"propertyName":["start_ts","end_ts"]} },
            {"propertyName":"start_ts","dataType":"dateTime","unitOfMeasure":"dimensionless"},
            {"propertyName":"end_ts","dataType":"dateTime","unitOfMeasure":"dimensionless"},
            {"propertyName":"UserDeviceID","dataType":"string","unitOfMeasure":"dimensionless"},
            {"propertyName":"PODID","dataType":"string","unitOfMeasure":"dimensionless"},
            {"propertyName":"WithdrawnActiveEnergy","dataType":"double","unitOfMeasure":"kilowattHour"},
            {"propertyName":"WithdrawnActiveEnergyReading","dataType":"double","unitOfMeasure":"kilowattHour"}]} },
            "context":{"producer":{"id":"{{Solution}}","schemeID":"SCPS"},"timeZone":"+01:00",
            "timestamp":"{{Text(end + Duration.FromSeconds(30))}}",
            "coordinates":{"format":"WGS84-DD","latitude":42.6,"longitude":11.3},"language":"IT"},
            "values":{"line":[{"id":1,"period":{"start_ts":"{{Text(start)}}","end_ts":"{{Text(end)}}"},"property":[
            {"name":"UserDeviceID","val":"{{device}}"},
            {"name":"PODID","val":"{{InventedCommunity.Pod(Point)}}"},
            {"name":"WithdrawnActiveEnergy","val":"{{Kwh(WithdrawnWh)}}"},
            {"name":"WithdrawnActiveEnergyReading","val":"{{Kwh(TotalWh)}}"}]}]} } } }
            """));
    }

    private static string Text(Instant instant) => Local.Format(instant.WithOffset(Winter).LocalDateTime);

    private static string Kwh(long wattHours) =>
        string.Create(CultureInfo.InvariantCulture, $"{wattHours / 1000}.{wattHours % 1000:000}");
}
