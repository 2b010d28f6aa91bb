using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Datasets;

/// <summary>Writes the parts that every UrbanDataset has (ENEA, SCPS information 2.0), as JSON.</summary>
/// <remarks>
/// The clock is the winter one all year, as a sender may choose: by the summer one two times of the hour that comes twice in autumn
/// would be the same, and with them the identity of what they are of.
/// </remarks>
internal static class DatasetParts
{
    public const string None = "dimensionless";

    private static readonly Offset Winter = Offset.FromHours(1);
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    public static void Specification(
        Utf8JsonWriter json, (string Id, string Name, string Uri) dataset, IEnumerable<DatasetProperty> properties)
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
        Define(json, new("start_ts", "dateTime"));
        Define(json, new("end_ts", "dateTime"));
        foreach (var property in properties) Define(json, property);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <param name="json">Where to.</param>
    /// <param name="producer">Id of the solution that sends.</param>
    /// <param name="made">When the message was made.</param>
    /// <param name="place">Degrees in WGS 84.</param>
    public static void Context(Utf8JsonWriter json, string producer, Instant made, (decimal Latitude, decimal Longitude) place)
    {
        json.WriteStartObject("context");
        json.WriteStartObject("producer");
        json.WriteString("id", producer);
        json.WriteString("schemeID", "SCPS");
        json.WriteEndObject();
        json.WriteString("timeZone", "+01:00");
        json.WriteString("timestamp", Text(made));
        json.WriteStartObject("coordinates");
        json.WriteString("format", "WGS84-DD");
        json.WriteNumber("latitude", place.Latitude);
        json.WriteNumber("longitude", place.Longitude);
        json.WriteEndObject();
        json.WriteString("language", "IT");
        json.WriteEndObject();
    }

    /// <summary>Begins a line and leaves it where its properties follow.</summary>
    public static void BeginLine(Utf8JsonWriter json, int number, Interval period)
    {
        json.WriteStartObject();
        json.WriteNumber("id", number);
        json.WriteStartObject("period");
        json.WriteString("start_ts", Text(period.Start));
        json.WriteString("end_ts", Text(period.End));
        json.WriteEndObject();
        json.WriteStartArray("property");
    }

    public static void EndLine(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Property(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("val", value);
        json.WriteEndObject();
    }

    private static void Define(Utf8JsonWriter json, DatasetProperty property)
    {
        json.WriteStartObject();
        json.WriteString("propertyName", property.Name);
        json.WriteString("dataType", property.Type);
        if (property.Codes is not null) json.WriteString("codeList", property.Codes);
        json.WriteString("unitOfMeasure", property.Unit);
        json.WriteEndObject();
    }

    private static string Text(Instant instant) => Local.Format(instant.WithOffset(Winter).LocalDateTime);
}
