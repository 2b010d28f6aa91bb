using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using Cer.Exchange.Submissions;
using Cer.Operations.Documents;
using Cer.Operations.Submitting;
using Cer.Operations.Tests;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>What is told to authorities of a month that somebody else computed.</summary>
public class SubmissionTests
{
    private const string Magliano = "cer-magliano-ottobre";
    private static readonly YearMonth October = new(2025, 10);
    private static readonly PlantCodes Codes = new() { Community = Town.Code };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_units_and_hours_of_a_package_are_those_of_the_golden_folder_and_nothing_keeps_it_from_going_out()
    {
        await using var town = await Town.SettledAsync(Magliano);
        var made = Assert.IsType<EnergyPackageOutcome.Made>(
            await town.Get<MakeEnergyPackage>().RunAsync(town.Community, October, 1, Codes, Cancellation));
        Assert.DoesNotContain(made.Findings, finding => finding.IsFault);
        Assert.True(made.IsSound);
        var golden = Rows("plant_months.csv").Skip(1).Select(row => row[8..]).Order(StringComparer.Ordinal);
        Assert.Equal(golden, made.Package.Units.Select(Row).Order(StringComparer.Ordinal));
        var hours = Rows("hours.csv").Skip(1).Select(row => row.Split(',')).ToArray();
        Assert.Equal(745, hours.Length);
        var withdrawn = made.Package.Hours.GroupBy(hour => hour.Hour.Start)
            .ToDictionary(hour => hour.Key.ToString(), hour => hour.Sum(row => row.Withdrawn?.KilowattHours ?? 0));
        var shared = made.Package.Shares.GroupBy(share => share.Hour.Start)
            .ToDictionary(hour => hour.Key.ToString(), hour => hour.Sum(row => row.Shared.KilowattHours));
        foreach (var hour in hours)
        {
            Assert.Equal(Number(hour[2]), withdrawn[hour[0]]);
            Assert.Equal(Number(hour[3]), shared[hour[0]]);
        }
    }

    [Fact]
    public async Task The_package_of_a_real_month_keeps_to_the_schema_and_no_finding_tells_a_point()
    {
        await using var town = await Town.SettledAsync(Magliano);
        var made = Assert.IsType<EnergyPackageOutcome.Made>(
            await town.Get<MakeEnergyPackage>().RunAsync(town.Community, October, 1, Codes, Cancellation));
        using var xml = new MemoryStream();
        using var schema = new MemoryStream();
        PackageXml.Write(xml, PackageTables.Of(made.Package), PackageLayout.Canonical.Root, PackageLayout.Canonical.Namespace);
        PackageSchema.Write(schema, PackageLayout.Canonical);
        Assert.Empty(FaultsOf(xml, schema));
        Assert.DoesNotContain(made.Findings, finding => finding.ToString().Contains("IT999E", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_says_the_same_in_pdf_workbook_and_xml()
    {
        await using var town = await Town.SettledAsync(Magliano);
        var make = town.Get<MakeComplianceReport>();
        var facts = (await make.FactsAsync(town.Community, October, 1, Cancellation))!;
        var files = (await make.FilesAsync(facts, DocumentLanguage.Italian, Cancellation))!
            .ToDictionary(file => Path.GetExtension(file.Name), file => file.Bytes.ToArray());
        // 1 050.173 + 1 880.530 + 4 069.523 + 638.986 injected, 5 038.076 shared: 65.95 of 100.
        Assert.Equal("7639.212000", FormattableString.Invariant($"{facts.Reported.Kpis.Injected.KilowattHours:0.000000}"));
        var text = await Tool.ReadAsync("pdftotext", files[".pdf"], "-layout", "-");
        foreach (var figure in new[] { "7.639,21", "5.038,08", "66,0" }) Assert.Contains(figure, text, StringComparison.Ordinal);
        var xml = Encoding.UTF8.GetString(files[".xml"]);
        Assert.Contains("<injected_kwh>7639.212000</injected_kwh>", xml, StringComparison.Ordinal);
        Assert.Contains("<virtual_self_consumption>0.659502</virtual_self_consumption>", xml, StringComparison.Ordinal);
        Assert.Empty(FaultsOf(new(files[".xml"]), new(files[".xsd"])));
        Assert.DoesNotContain("self_sufficiency", xml, StringComparison.Ordinal);
        var pages = await Tool.ReadAsync("pdfinfo", files[".pdf"]);
        Assert.Contains("Pages:           1", pages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_indices_go_out_as_an_UrbanDataset_with_a_line_for_each_that_is_known()
    {
        await using var town = await Town.SettledAsync(Magliano);
        var facts = (await town.Get<MakeComplianceReport>().FactsAsync(town.Community, October, 1, Cancellation))!;
        var root = JsonNode.Parse(KpiDataset.Of(facts, (42.59741m, 11.29276m))!)!["UrbanDataset"]!;
        Assert.Equal("EnergyCommunityKPI-2.0", (string)root["specification"]!["id"]!["value"]!);
        Assert.Equal(42.59741m, (decimal)root["context"]!["coordinates"]!["latitude"]!);
        // Nobody tells what was produced: of the three indices the one without it is known.
        var line = Assert.Single(root["values"]!["line"]!.AsArray())!;
        Assert.Equal("2025-09-30T23:00:00 2025-11-01T00:00:00+01:00",
            $"{line["period"]!["start_ts"]} {line["period"]!["end_ts"]}{root["context"]!["timeZone"]}");
        var properties = line["property"]!.AsArray().ToDictionary(one => (string)one!["name"]!, one => (string)one!["val"]!);
        Assert.Equal(("VirtualSelfConsumption", "0.659502"), (properties["EnergyCommunityKPICode"], properties["KPIValue"]));
        var defined = root["specification"]!["properties"]!["propertyDefinition"]!.AsArray().Select(one => (string)one!["propertyName"]!);
        Assert.Empty(properties.Keys.Except(defined));
    }

    private static string Row(PackageUnit unit) => FormattableString.Invariant(
        $"{unit.Unit},{unit.Injected.KilowattHours:0.000000},{unit.Shared.KilowattHours:0.000000},")
        + FormattableString.Invariant($"{unit.Incentivised.KilowattHours:0.000000},{unit.Tip!.Value.Eur:0.00},{unit.Cac!.Value.Eur:0.00}");

    private static List<string> FaultsOf(MemoryStream xml, MemoryStream schema)
    {
        var faults = new List<string>();
        xml.Position = schema.Position = 0;
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, XmlReader.Create(schema));
        settings.ValidationEventHandler += (_, told) => faults.Add(told.Message);
        using var reader = XmlReader.Create(xml, settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Rows(string file) => File.ReadAllLines(Path.Combine(Folder.Root, Magliano, "expected", file));
}
