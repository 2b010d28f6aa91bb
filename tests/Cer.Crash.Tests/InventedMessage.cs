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

    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];

    // The clock is the winter one, as a sender may choose.
    private static readonly Offset Winter = Offset.FromHours(1);
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    /// <summary>The messages of the points, or of the first of them, quarter by quarter.</summary>
    public static IEnumerable<InventedMessage> Enumerate(int count, int points = InventedCommunity.Points)
    {
        var totals = new long[points];
        for (var number = 0; number < count; number++)
        {
            var (point, quarter) = (number % totals.Length, number / totals.Length);
            var amount = InventedCommunity.Amount(number, 3_000);
            yield return new(point, quarter, amount, totals[point] += amount);
        }
    }

    /// <summary>The point of a POD, the other way round.</summary>
    public static int PointOf(string pod) => int.Parse(pod[^8..], CultureInfo.InvariantCulture) - 1;

    /// <summary>The quarter that begins at a time of the store.</summary>
    public static int QuarterOf(DateTime start) =>
        (int)((Instant.FromDateTimeUtc(start.ToUniversalTime()) - InventedCommunity.Start).TotalMinutes / 15);

    /// <summary>The day in Rome that the quarter belongs to, as ISO 8601 writes it.</summary>
    public string Day() => LocalDatePattern.Iso.Format(
        (InventedCommunity.Start + Duration.FromMinutes(15 * Quarter)).InZone(Rome).Date);

    /// <summary>The body of a push over REST.</summary>
    public byte[] Push() => Encoding.UTF8.GetBytes(
        $$"""
        {"resource_id":"SCP-1_{{Solution}}_M1ElectricUserDevice-2.0_20250101000000_{{InventedCommunity.Device(Point)}}",
        "dataset":{{Text()}} }
        """);

    /// <summary>The dataset alone, as a topic or a file holds it.</summary>
    public byte[] Dataset() => Encoding.UTF8.GetBytes(Text());

    private string Text()
    {
        var start = InventedCommunity.Start + Duration.FromMinutes(15 * Quarter);
        var end = start + Duration.FromMinutes(15);
        var device = InventedCommunity.Device(Point);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"UrbanDataset":{"specification":{"version":"2.0",
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
            "timestamp":"{{Clock(end + Duration.FromSeconds(30))}}",
            "coordinates":{"format":"WGS84-DD","latitude":42.6,"longitude":11.3},"language":"IT"},
            "values":{"line":[{"id":1,"period":{"start_ts":"{{Clock(start)}}","end_ts":"{{Clock(end)}}"},"property":[
            {"name":"UserDeviceID","val":"{{device}}"},
            {"name":"PODID","val":"{{InventedCommunity.Pod(Point)}}"},
            {"name":"WithdrawnActiveEnergy","val":"{{Kwh(WithdrawnWh)}}"},
            {"name":"WithdrawnActiveEnergyReading","val":"{{Kwh(TotalWh)}}"}]}]} } }
            """);
    }

    private static string Clock(Instant instant) => Local.Format(instant.WithOffset(Winter).LocalDateTime);

    private static string Kwh(long wattHours) =>
        string.Create(CultureInfo.InvariantCulture, $"{wattHours / 1000}.{wattHours % 1000:000}");
}
