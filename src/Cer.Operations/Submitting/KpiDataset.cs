using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Submitting;

/// <summary>Writes the indices of a community as an UrbanDataset, EnergyCommunityKPI-2.0 (ENEA, SCPS information 2.0).</summary>
/// <remarks>
/// The form around is that of the published schema. ENEA's page of this dataset can be read in part only: it has a code list
/// EnergyCommunityKPICode, whose codes are not known here. The names of the index and of its value, and the codes, are ours.
/// </remarks>
public static class KpiDataset
{
    public const string Id = "EnergyCommunityKPI-2.0";

    private const string Semantic = "https://smartcityplatform.enea.it/specification/semantic/2.0";
    private const string Code = "EnergyCommunityKPICode";
    private const string None = "dimensionless";

    // One offset for all times of a message: the winter one, so that no time comes twice.
    private static readonly Offset Winter = Offset.FromHours(1);
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    private static readonly (string Code, Func<CommunityKpis, decimal?> Value)[] Indices =
    [
        ("PhysicalSelfConsumption", kpis => kpis.PhysicalSelfConsumption),
        ("VirtualSelfConsumption", kpis => kpis.VirtualSelfConsumption),
        ("SelfSufficiency", kpis => kpis.SelfSufficiency),
    ];

    /// <summary>A line for each month and index that is known, 0 to 1; null when none is.</summary>
    /// <param name="facts">The months.</param>
    /// <param name="place">Where the community is, degrees in WGS 84.</param>
    public static byte[]? Of(ComplianceFacts facts, (decimal Latitude, decimal Longitude) place)
    {
        var lines = facts.Months.SelectMany(month => Indices.Select(index => (month, index.Code, Value: index.Value(month.Kpis))))
            .Where(line => line.Value is not null).ToArray();
        if (lines.Length == 0) return null;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("UrbanDataset");
            Specification(json);
            Context(json, facts, place);
            json.WriteStartObject("values");
            json.WriteStartArray("line");
            for (var i = 0; i < lines.Length; i++) Line(json, i + 1, facts, lines[i].month, lines[i].Code, lines[i].Value!.Value);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Specification(Utf8JsonWriter json)
    {
        json.WriteStartObject("specification");
        json.WriteString("version", "2.0");
        json.WriteStartObject("id");
        json.WriteString("value", Id);
        json.WriteString("schemeID", "SCPS");
        json.WriteEndObject();
        json.WriteString("name", "EnergyCommunityKPI");
        json.WriteString("uri", $"{Semantic}/ontology/scps-ontology-2.0.owl#EnergyCommunityKPI");
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
        Define(json, "start_ts", "dateTime");
        Define(json, "end_ts", "dateTime");
        Define(json, "EnergyCommunityID", "string");
        Define(json, "PrimarySubstationID", "string");
        Define(json, Code, "string", $"{Semantic}/gc/{Code}.gc");
        Define(json, "KPIValue", "double");
        Define(json, "DataStatus", "string");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Define(Utf8JsonWriter json, string name, string type, string? codes = null)
    {
        json.WriteStartObject();
        json.WriteString("propertyName", name);
        json.WriteString("dataType", type);
        if (codes is not null) json.WriteString("codeList", codes);
        json.WriteString("unitOfMeasure", None);
        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, ComplianceFacts facts, (decimal Latitude, decimal Longitude) place)
    {
        json.WriteStartObject("context");
        json.WriteStartObject("producer");
        json.WriteString("id", $"CerAutomation-{facts.Code}");
        json.WriteString("schemeID", "SCPS");
        json.WriteEndObject();
        json.WriteString("timeZone", "+01:00");
        json.WriteString("timestamp", Text(facts.MadeAt));
        json.WriteStartObject("coordinates");
        json.WriteString("format", "WGS84-DD");
        json.WriteNumber("latitude", place.Latitude);
        json.WriteNumber("longitude", place.Longitude);
        json.WriteEndObject();
        json.WriteString("language", "IT");
        json.WriteEndObject();
    }

    private static void Line(
        Utf8JsonWriter json, int number, ComplianceFacts facts, ComplianceMonth month, string code, decimal value)
    {
        json.WriteStartObject();
        json.WriteNumber("id", number);
        json.WriteStartObject("period");
        json.WriteString("start_ts", Text(MarketHour.StartOf(month.Month.FirstDay)));
        json.WriteString("end_ts", Text(MarketHour.StartOf(month.Month.LastDay.PlusDays(1))));
        json.WriteEndObject();
        json.WriteStartArray("property");
        Property(json, "EnergyCommunityID", facts.Code);
        if (facts.Community.PrimarySubstation is { Length: > 0 } substation) Property(json, "PrimarySubstationID", substation);
        Property(json, Code, code);
        var rounded = decimal.Round(value, 6, MidpointRounding.AwayFromZero);
        Property(json, "KPIValue", rounded.ToString("0.######", CultureInfo.InvariantCulture));
        Property(json, "DataStatus", CodeLists.Statuses.Word(month.Status));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Property(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("val", value);
        json.WriteEndObject();
    }

    private static string Text(Instant instant) => Local.Format(instant.WithOffset(Winter).LocalDateTime);
}
