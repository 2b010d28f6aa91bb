using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using Cer.Domain;
using Cer.Exchange.Submissions;
using NodaTime;

namespace Cer.Exchange.Tests.Submissions;

/// <summary>The forms in which a package goes out, each read back by something else than what wrote it.</summary>
public sealed class PackageFormsTests
{
    [Fact]
    public void A_table_of_an_Italian_office_has_semicolons_commas_before_decimals_and_no_formula()
    {
        var table = new PackageTable("unita", "unita",
            [new("codice", FieldKind.Text), new("potenza", FieldKind.Number), new("kwh", FieldKind.Energy), new("euro", FieldKind.Money)],
            [["=SOMMA(A1)", 20.5m, Sample.Kwh(1234.5m), new Money(-5)], ["a;\"b\"", null, null, null]]);
        Assert.Equal(
            "\uFEFFcodice;potenza;kwh;euro\r\n'=SOMMA(A1);20,5;1234,500000;-0,05\r\n\"a;\"\"b\"\"\";;;\r\n",
            Encoding.UTF8.GetString(Sample.Written(stream => PackageCsv.Write(stream, table, ';', ','))));
    }

    [Fact]
    public void Hours_of_the_autumn_change_bear_their_offset_and_their_place_in_the_day()
    {
        var hours = MarketHour.Of(new LocalDate(2026, 10, 25)).Skip(2).Take(2)
            .Select(hour => new PackageHour(Sample.House, null, hour, null, null, Sample.Kwh(1), null));
        var table = PackageTables.Of(Sample.Package with { Hours = hours }).Single(table => table.Name == PackageTables.Hours);
        Assert.Equal(
            [
                "IT999E00000002,,2026-10-25T02:00:00+02:00,3,,,1.000000,",
                "IT999E00000002,,2026-10-25T02:00:00+01:00,4,,,1.000000,",
            ],
            Encoding.UTF8.GetString(Sample.Written(stream => PackageCsv.Write(stream, table, ',', '.')))
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public void In_json_what_is_not_known_is_null_and_numbers_are_numbers()
    {
        var bytes = Sample.Written(stream => PackageJson.Write(stream, PackageTables.Of(Sample.Short)));
        using var json = JsonDocument.Parse(bytes);
        var unit = json.RootElement.GetProperty("units")[0];
        Assert.Equal(1344m, unit.GetProperty("injected_kwh").GetDecimal());
        Assert.Equal(166.66m, unit.GetProperty("tip_eur").GetDecimal());
        Assert.Equal(JsonValueKind.Null, unit.GetProperty("cac_eur").ValueKind);
        Assert.Equal("2026-02-01T00:00:00+01:00", json.RootElement.GetProperty("hours")[0].GetProperty("start").GetString());
    }

    [Fact]
    public void The_xml_keeps_to_its_schema_and_the_schema_refuses_what_is_wrong()
    {
        var xml = Encoding.UTF8.GetString(Sample.Written(stream => PackageXml.Write(
            stream, PackageTables.Of(Sample.Short), PackageLayout.Canonical.Root, PackageLayout.Canonical.Namespace)));
        Assert.Empty(Faults(xml));
        Assert.NotEmpty(Faults(xml.Replace("<injected_kwh>2.000000<", "<injected_kwh>-2.000000<", StringComparison.Ordinal)));
        Assert.NotEmpty(Faults(xml.Replace("<month>2026-02</month>", "", StringComparison.Ordinal)));
        Assert.NotEmpty(Faults(xml.Replace("<start>2026-02-01T00:00:00+01:00<", "<start>2026-02-01T00:00:00<", StringComparison.Ordinal)));
        Assert.NotEmpty(Faults(xml.Replace("<tip_eur>166.66<", "<tip_eur>166.666<", StringComparison.Ordinal)));
        Assert.Contains("Comunità; \"prova\" &lt;&amp;&gt;", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spreadsheet_program_reads_numbers_as_numbers_days_as_days_and_texts_as_texts()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");
        try
        {
            File.WriteAllBytes(path, Sample.Written(stream => PackageWorkbook.Write(stream, PackageTables.Of(Sample.Short))));
            Assert.Equal(
                [
                    "configuration units points hours shares",
                    "'prova' 'Comunità; \"prova\" <&>' 'CER'",
                    "20.5 datetime.datetime(2025, 6, 1, 0, 0) None 1344 166.66 None",
                    "#,##0.000000 #,##0.00 A2",
                    "'2026-02-01T00:00:00+01:00' 1 None None 0",
                ],
                Python($"""
                    import openpyxl
                    b = openpyxl.load_workbook(r"{path}")
                    print(*b.sheetnames)
                    print(*[repr(c.value) for c in b["configuration"][2][:3]])
                    u = dict(zip([c.value for c in b["units"][1]], b["units"][2]))
                    v = lambda k: repr(u[k].value)
                    print(v("power_kw"), v("in_service"), v("produced_kwh"), v("injected_kwh"), v("tip_eur"), v("cac_eur"))
                    print(u["injected_kwh"].number_format, u["tip_eur"].number_format, b["units"].freeze_panes)
                    print(*[repr(c.value) for c in b["hours"][2][2:7]])
                    """));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_same_package_gives_the_same_bytes_at_any_time()
    {
        byte[] Book() => Sample.Written(stream => PackageWorkbook.Write(stream, PackageTables.Of(Sample.Short)));
        var first = Book();
        Assert.Equal(first, Book());
    }

    private static List<string> Faults(string text)
    {
        var faults = new List<string>();
        var written = Sample.Written(stream => PackageSchema.Write(stream, PackageLayout.Canonical));
        using var schema = XmlReader.Create(new MemoryStream(written));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, schema);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, told) => faults.Add(told.Message);
        using var xml = XmlReader.Create(new StringReader(text), settings);
        while (xml.Read())
        {
        }

        return faults;
    }

    private static string[] Python(string script)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var told = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors.Result);
        return told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
