using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Demo;

/// <summary>Writes the parts of a message: of exchange meters or of production meters.</summary>
/// <remarks>
/// The clock is the winter one all year, as a sender may choose: by the summer one the two messages of the hour that
/// comes twice in autumn would bear the same time, and with it the same identity.
/// </remarks>
internal static class DatasetWriter
{
    private static readonly Offset Winter = Offset.FromHours(1);
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    public static void Specification(Utf8JsonWriter json, DemoDataset dataset)
    {
        json.WriteStartObject("specification");
        json.WriteString("version", "2.0");
        json.WriteStartObject("id");
        json.WriteString("value", dataset.Id);
        json.WriteString("schemeID", "SCPS");
        json.WriteEndObject();
        json.WriteString("name", dataset.Name);
        json.WriteString("uri", dataset.Uri);
        json.WriteStartObject("properties");
        json.WriteStartArray("propertyDefinition");
        json.WriteStartObject();
        json.WriteString("propertyName", "period");
        json.WriteStartObject("subProperties");
        json.WriteStartArray("propertyName");
        json.WriteStringValue("start_ts");
        json.WriteStringValue("end_ts");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        Define("start_ts", "dateTime", "dimensionless");
        Define("end_ts", "dateTime", "dimensionless");
        Define("UserDeviceID", "string", "dimensionless");
        Define("PODID", "string", "dimensionless");
        foreach (var energy in dataset.Energies) Define(energy, "double", "kilowattHour");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();

        void Define(string name, string type, string unit)
        {
            json.WriteStartObject();
            json.WriteString("propertyName", name);
            json.WriteString("dataType", type);
            json.WriteString("unitOfMeasure", unit);
            json.WriteEndObject();
        }
    }

    public static void Context(Utf8JsonWriter json, Instant made)
    {
        json.WriteStartObject("context");
        json.WriteStartObject("producer");
        json.WriteString("id", DemoDataset.Solution);
        json.WriteString("schemeID", "SCPS");
        json.WriteEndObject();
        json.WriteString("timeZone", "+01:00");
        json.WriteString("timestamp", Text(made));
        json.WriteStartObject("coordinates");
        json.WriteString("format", "WGS84-DD");
        json.WriteNumber("latitude", Place.Magliano.Latitude);
        json.WriteNumber("longitude", Place.Magliano.Longitude);
        json.WriteEndObject();
        json.WriteString("language", "IT");
        json.WriteEndObject();
    }

    public static void Line(Utf8JsonWriter json, int number, DemoLine line)
    {
        var energies = DemoDataset.M1.Energies;
        Begin(json, number, line.Start, line.Point.Device, line.Point);
        WriteEnergy(json, energies[0], line.WithdrawnWh);
        WriteEnergy(json, energies[1], line.WithdrawnTotalWh);
        if (line.Point.Roof is not null)
        {
            WriteEnergy(json, energies[2], line.InjectedWh);
            WriteEnergy(json, energies[3], line.InjectedTotalWh);
        }

        End(json);
    }

    public static void Line(Utf8JsonWriter json, int number, DemoProduction line)
    {
        var energies = DemoDataset.M2.Energies;
        Begin(json, number, line.Start, line.Point.ProductionDevice, line.Point);
        WriteEnergy(json, energies[0], line.ProducedWh);
        WriteEnergy(json, energies[1], line.TotalWh);
        End(json);
    }

    private static void Begin(Utf8JsonWriter json, int number, Instant start, string device, DemoPoint point)
    {
        json.WriteStartObject();
        json.WriteNumber("id", number);
        json.WriteStartObject("period");
        json.WriteString("start_ts", Text(start));
        json.WriteString("end_ts", Text(start + Quarter.Length));
        json.WriteEndObject();
        json.WriteStartArray("property");
        WriteText(json, "UserDeviceID", device);
        WriteText(json, "PODID", point.Pod.Code);
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("val", value);
        json.WriteEndObject();
    }

    private static void WriteEnergy(Utf8JsonWriter json, string name, long? wattHours)
    {
        if (wattHours is not { } known) return;
        WriteText(json, name, string.Create(CultureInfo.InvariantCulture, $"{known / 1000}.{known % 1000:000}"));
    }

    private static string Text(Instant instant) => Local.Format(instant.WithOffset(Winter).LocalDateTime);
}
