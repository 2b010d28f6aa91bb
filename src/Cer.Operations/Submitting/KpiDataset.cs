using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Datasets;

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
            DatasetParts.Context(json, $"CerAutomation-{facts.Code}", facts.MadeAt, place);
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

    private static void Specification(Utf8JsonWriter json) => DatasetParts.Specification(
        json,
        (Id, "EnergyCommunityKPI", $"{Semantic}/ontology/scps-ontology-2.0.owl#EnergyCommunityKPI"),
        [
            new("EnergyCommunityID", "string"),
            new("PrimarySubstationID", "string"),
            new(Code, "string", Codes: $"{Semantic}/gc/{Code}.gc"),
            new("KPIValue", "double"),
            new("DataStatus", "string"),
        ]);

    private static void Line(
        Utf8JsonWriter json, int number, ComplianceFacts facts, ComplianceMonth month, string code, decimal value)
    {
        DatasetParts.BeginLine(
            json, number, new(MarketHour.StartOf(month.Month.FirstDay), MarketHour.StartOf(month.Month.LastDay.PlusDays(1))));
        DatasetParts.Property(json, "EnergyCommunityID", facts.Code);
        if (facts.Community.PrimarySubstation is { Length: > 0 } substation)
            DatasetParts.Property(json, "PrimarySubstationID", substation);
        DatasetParts.Property(json, Code, code);
        var rounded = decimal.Round(value, 6, MidpointRounding.AwayFromZero);
        DatasetParts.Property(json, "KPIValue", rounded.ToString("0.######", CultureInfo.InvariantCulture));
        DatasetParts.Property(json, "DataStatus", CodeLists.Statuses.Word(month.Status));
        DatasetParts.EndLine(json);
    }
}
