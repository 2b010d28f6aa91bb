using System.Text;
using Cer.Exchange.Curves;
using Cer.Exchange.Faults;
using Cer.Exchange.Gme;
using Cer.Exchange.Rows;
using Cer.Exchange.Tests.Curves;
using Cer.Exchange.Tests.Gme;
using Cer.Exchange.Tests.UrbanDatasets;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Exchange.Tests.Fuzz;

/// <summary>Whatever comes by any road, there is an answer: soon, and without much memory.</summary>
public class FuzzTests
{
    private const long Mega = 1024 * 1024;

    private static readonly string ReadingsCsv = "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n"
        + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"IT999E0000000{i % 4 + 1},{(i % 4 == 1 ? "UP-B" : "")}"
            + $",2026-01-14T{i % 24:00}:{i % 4 * 15:00}:00+01:00,15,{i % 3}.25,0.{i:000},measured\n"));

    private static readonly string ReadingsJson = "[" + string.Join(",\n", Enumerable.Range(0, 30).Select(i =>
        $$"""{"pod":"IT999E0000000{{i % 4 + 1}}","start":"2026-01-14T{{i % 24:00}}:{{i % 4 * 15:00}}:00+01:00","minutes":15"""
        + $$""","injected_kwh":{{i}}.5,"withdrawn_kwh":"0.{{i:000}}","quality":"measured"}""")) + "]";

    private static readonly string GmeXml = "<?xml version=\"1.0\"?><NewDataSet>" + string.Concat(Enumerable.Range(1, 24).Select(hour =>
        $"<Prezzi><Data>20250114</Data><Mercato>MGP</Mercato><Ora>{hour}</Ora>"
        + $"<PUN>135,12</PUN><CNOR>{hour},5</CNOR><SARD></SARD></Prezzi>\n"))
        + "</NewDataSet>";

    private static readonly Mutation GmeSheet = new(
        Encoding.UTF8.GetBytes(Workbook.Sheet("<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
            + string.Concat(Enumerable.Range(1, 24).Select(hour =>
                $"<row r=\"{hour + 1}\"><c t=\"s\"><v>3</v></c><c><v>{hour}</v></c>"
                + $"<c r=\"C{hour + 1}\"><f>1+1</f><v>104.56000000000001</v></c></row>")))));

    private static readonly Mutation GmeTexts = new(Encoding.UTF8.GetBytes(Workbook.Strings("Data", "Ora", "CNOR", "14/01/2025")));

    [Fact]
    public void Any_message_of_user_devices_is_judged_or_refused()
    {
        var samples = new Mutation(
            Samples.Bytes("samples/m1-minimal-no-property-definitions.json"), Samples.Bytes("samples/m1-one-device-one-quarter.json"),
            Samples.Bytes("samples/m1-three-devices-one-hour.json"), Samples.Bytes("samples/m2-producer-one-hour.json"),
            Samples.Bytes("samples/m1-watt-hour-units.json"), Samples.Bytes("bad/04-dst-overlap-ambiguous.json"),
            Samples.Bytes("bad/05-duplicate-line.json"), Samples.Bytes("bad/12-totalizer-backwards.json"));
        Fuzzing.Run("UrbanDataset", samples.Next, Judge, Mega, 400);
    }

    [Fact]
    public void Any_push_is_judged_or_refused()
    {
        var samples = new Mutation(Samples.Bytes("samples/push-request.json"));
        Fuzzing.Run(
            "push",
            samples.Next,
            bytes =>
            {
                _ = PushRequestReader.IsPush(bytes);
                var push = PushRequestReader.Read(bytes);
                if (push.ResourceId is { } id) _ = ResourceId.TryParse(id, out _);
            },
            Mega,
            400);
    }

    [Fact]
    public void Any_list_of_readings_is_read_or_refused()
    {
        var samples = new Mutation(Encoding.UTF8.GetBytes(ReadingsJson));
        Fuzzing.Run("readings JSON", samples.Next, bytes => Check(ReadingRowsJson.Read(bytes, "r", 32 * 1024 * 1024)), Mega, 400);
    }

    [Fact]
    public void Any_table_of_readings_is_read_or_refused()
    {
        var samples = new Mutation(Encoding.UTF8.GetBytes(ReadingsCsv));
        Fuzzing.Run(
            "readings CSV",
            samples.Next,
            bytes => Check(ReadingRowsCsv.Read(new MemoryStream(bytes), "r", CancellationToken.None)),
            4 * Mega,
            400);
    }

    [Fact]
    public void Any_curve_of_days_is_read_or_refused() =>
        Curves("curve CSV, a day a row", "january.csv", "march.csv", "october.csv");

    [Fact]
    public void Any_curve_of_quarters_is_read_or_refused() =>
        Curves("curve CSV, a quarter a row", "january-long.csv", "march-long.csv", "october-long.csv");

    [Fact]
    public void Any_flow_of_a_distributor_is_read_or_refused() =>
        Curves("SII XML", "january.xml", "march.xml", "october.xml");

    [Fact]
    public void Any_archive_of_curves_is_read_or_refused()
    {
        (string, Mutation)[] files =
        [
            ("a.csv", new(CurveSample.Oracle("march.csv"))),
            ("b.xml", new(CurveSample.Oracle("october.xml"))),
            ("c/d.csv", new(CurveSample.Oracle("october-long.csv"))),
        ];
        Fuzzing.Run("ZIP of curves", chance => Mutation.Archive(chance, files), ReadCurve, 96 * Mega, 1000);
    }

    [Fact]
    public void Any_price_file_is_read_or_refused()
    {
        var samples = new Mutation(Encoding.UTF8.GetBytes(GmeXml));
        Fuzzing.Run("GME XML", samples.Next, bytes => GmePriceReader.Read(new MemoryStream(bytes)), Mega, 400);
    }

    [Fact]
    public void Any_workbook_of_prices_is_read_or_refused()
    {
        (string, Mutation)[] parts = [("xl/worksheets/sheet1.xml", GmeSheet), ("xl/sharedStrings.xml", GmeTexts)];
        Fuzzing.Run(
            "GME XLSX",
            chance => Mutation.Archive(chance, parts),
            bytes => GmeWorkbook.Read(new MemoryStream(bytes), "20250114_20250114_MGP_PrezziZonali_CNOR.xlsx"),
            64 * Mega,
            1000);
    }

    private static void Curves(string name, params string[] files)
    {
        var samples = new Mutation([.. files.Select(CurveSample.Oracle)]);
        Fuzzing.Run(name, samples.Next, ReadCurve, 4 * Mega, 600);
    }

    private static void ReadCurve(byte[] bytes)
    {
        var file = CurveSample.Read(bytes);
        foreach (var day in file.Days) Assert.Equal(CurveSample.CountOf(day.Day), day.Quarters.Count);
        // A row may have one for each of its cells.
        Assert.InRange(file.Faults.Faults.Count, 0, CurveLimits.Faults + CurveLimits.LineFields);
    }

    private static void Judge(byte[] bytes)
    {
        if (UrbanDatasetReader.Read(bytes) is not UrbanDatasetOutcome.Read { Message: var message }) return;
        if (!OpenMessage.TryOpen(message, Samples.Clock, out var open, out _)) return;
        foreach (var line in open.Judge(Samples.Registry).Where(line => line.Fate == LineFate.Stored))
            Assert.Equal(Samples.Registry.Devices[line.Device!].Pod, line.Reading!.Pod);
    }

    private static void Check(ReadingRows rows)
    {
        var faults = new FaultList();
        var point = Samples.Pod("IT999E00000002");
        var rules = new ReadingRowRules(
            "r", new Dictionary<Domain.Pod, IReadOnlyList<string>> { [point] = ["UP-B"] }, Samples.Clock, faults);
        foreach (var row in rows.Rows) _ = rules.Check(row);
    }
}
