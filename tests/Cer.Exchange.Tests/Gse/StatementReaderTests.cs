using System.Text;
using Cer.Exchange.Gse;
using Cer.Exchange.Tests.Gme;

namespace Cer.Exchange.Tests.Gse;

/// <summary>GSE's statements through profiles: every form they may have, and every way in which a file is wrong.</summary>
public class StatementReaderTests
{
    private const string Header = "mese;tipo;up;pod;e_prel_kwh;c_aci_eur;cac_eur;voce;importo_eur;pubblicato\n";

    private static readonly StatementProfile Portal = new()
    {
        Name = "portale",
        Decimals = "point",
        Months = "yyyy-MM",
        Days = "yyyy-MM-dd",
        Energy = "MWh",
        HeaderLine = 3,
        Kind = "complete",
        Columns = new Dictionary<string, string>
        {
            ["month"] = "Competenza",
            ["unit"] = "Codice UP",
            ["shared"] = "Energia",
            ["tip"] = "Importo",
            ["published"] = "Data",
        },
        Kinds = new Dictionary<string, string> { ["Definitivo"] = "complete" },
    };

    [Fact]
    public void The_canonical_form_is_read_with_Italian_numbers_and_words()
    {
        var reading = Read(Header
            + "03/2025;Acconto;UP-1;;;1.109,20;11,55;;;25/04/2025\n"
            + "03/2025;completo;;IT999E00000101;1.234,567;;;;;\n"
            + "03/2025;COMPLETO;;;;;;Recupero acconti;-1.109,20;\n");
        Assert.Empty(reading.Faults.Faults);
        Assert.Collection(
            reading.Lines,
            line =>
            {
                Assert.Equal((new(2025, 3), StatementKind.Advance, "UP-1"), (line.Month, line.Kind, line.Unit));
                Assert.Equal((1109.20m, 11.55m, new(2025, 4, 25)), (line.Tip, line.Cac, line.Published));
            },
            line => Assert.Equal(("IT999E00000101", 1234.567m, (decimal?)null), (line.Pod, line.Withdrawn, line.Tip)),
            line => Assert.Equal((StatementCharge.AdvanceRecovered, -1109.20m), (line.Charge, line.Amount)));
    }

    [Fact]
    public void A_profile_says_where_the_header_is_what_columns_mean_and_how_numbers_are_written()
    {
        var reading = StatementReader.Read(
            Encoding.UTF8.GetBytes(
                "Conto GSE\n\nCompetenza,Codice UP,Energia,Importo,Data,Note\n2025-03,UP-1,\"1.5\",\"1,234.50\",2025-06-10,x\n"),
            Portal);
        Assert.Empty(reading.Faults.Faults);
        var line = Assert.Single(reading.Lines);
        Assert.Equal((1500m, 1234.50m, StatementKind.Complete, 4), (line.Shared, line.Tip, line.Kind, line.Number));
        Assert.Equal(
            ["month", "unit", "shared", "tip", "published", null],
            reading.Columns.Select(column => column.Field?.Word()));
        Assert.Equal(["x"], reading.Columns[5].Samples);
    }

    [Fact]
    public void A_workbook_says_the_same_as_a_text()
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        string Link(string type, string target) =>
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"<Relationship Id=\"rId1\" Type=\"{Links}/{type}\" Target=\"{target}\"/></Relationships>";
        string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";
        var head = string.Concat(new[] { "mese", "tipo", "up", "c_aci_eur", "cac_eur" }.Select(Text));
        var row = string.Concat(new[] { "03/2025", "completo", "UP-1" }.Select(Text)) + "<c><v>1234.5</v></c><c><v>0.55</v></c>";
        using var file = Workbook.OfParts(
            ("_rels/.rels", Link("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Link("worksheet", "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", Workbook.Sheet($"<row>{head}</row><row>{row}</row>")));
        var line = Assert.Single(StatementReader.Read(file.ToArray(), StatementProfile.Canonical).Lines);
        Assert.Equal((1234.5m, 0.55m), (line.Tip, line.Cac));
    }

    [Theory]
    [InlineData("13/2025;completo;UP-1;;;1,00;;;;", "month", "a month as MM/yyyy")]
    [InlineData("2025-03;completo;UP-1;;;1,00;;;;", "month", "a month as MM/yyyy")]
    [InlineData(";completo;UP-1;;;1,00;;;;", "month", "a month")]
    [InlineData("03/2025;forse;UP-1;;;1,00;;;;", "kind", "advance")]
    [InlineData("03/2025;completo;UP-1;;;1.00;;;;", "tip", "euro")]
    [InlineData("03/2025;completo;UP-1;;;12.34,5;;;;", "tip", "euro")]
    [InlineData("03/2025;completo;UP-1;;;#N/A;;;;", "tip", "euro")]
    [InlineData("03/2025;completo;UP-1;;;99999999999,00;;;;", "tip", "euro")]
    [InlineData("03/2025;completo;;IT999E0000010;1,0;;;;;", "pod", "IT")]
    [InlineData("03/2025;completo;;IT999E00000101;-1,0;;;;;", "withdrawn", "below zero")]
    [InlineData("03/2025;completo;UP-1;;;;;;;", "amount", "energy or amount")]
    [InlineData("03/2025;completo;;;;;;Oneri;;", "amount", "energy or amount")]
    [InlineData("03/2025;completo;;;;1,00;;;5,00;", "charge", "both")]
    [InlineData("03/2025;completo;UP-1;;;1,00;;;;31/02/2025", "published", "a day as")]
    public void What_cannot_be_read_is_told_with_line_and_column_and_nothing_is_taken_in(string row, string field, string expected)
    {
        var reading = Read(Header + "03/2025;completo;UP-2;;;2,00;;;;\n" + row + "\n");
        var fault = Assert.Single(reading.Faults.Faults);
        Assert.Equal((3L, field), (fault.Line, fault.Field));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.False(reading.IsWhole);
    }

    [Fact]
    public void The_same_line_twice_is_refused()
    {
        var reading = Read(Header + "03/2025;completo;UP-1;;;1,00;;;;\n03/2025;completo;UP-1;;;2,00;;;;\n");
        Assert.Contains("each once", Assert.Single(reading.Faults.Faults).Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("mese;tipo\n")]
    [InlineData("altro;nome\n1;2\n")]
    [InlineData("mese;tipo;mese;c_aci_eur\n03/2025;completo;03/2025;1,0\n")]
    [InlineData("mese;tipo;\"c_aci")]
    [InlineData("%PDF-1.4 x")]
    [InlineData("PK\u0003\u0004x")]
    [InlineData("a\0b;c\n")]
    public void A_file_that_is_no_statement_is_refused_with_a_sentence(string text)
    {
        var reading = Read(text);
        Assert.NotEmpty(reading.Faults.Faults);
        Assert.Empty(reading.Lines);
    }

    [Fact]
    public void Size_rows_columns_and_cells_have_bounds_and_refusals_too()
    {
        Assert.Single(StatementReader.Read(new byte[StatementTable.MostBytes + 1], StatementProfile.Canonical).Faults.Faults);
        Assert.Single(Read(Header + string.Concat(Enumerable.Repeat("x\n", StatementTable.MostRows + 1))).Faults.Faults);
        Assert.Single(Read(Header + new string(';', StatementTable.MostColumns + 1)).Faults.Faults);
        Assert.Single(Read(Header + new string('x', StatementTable.LongestCell + 1)).Faults.Faults);
        var bad = Read(Header + string.Concat(Enumerable.Repeat("x;completo;UP;;;1,00;;;;\n", 5000)));
        Assert.InRange(bad.Faults.Faults.Count, 1, StatementReader.MostFaults + 1);
    }

    [Fact]
    public void No_code_of_a_point_is_told_back()
    {
        var reading = Read(Header + "IT999E00000101;completo;;IT999E00000102;1,0;IT999E00000103;;;;\n");
        Assert.All(
            reading.Faults.Faults.Select(fault => fault.ToString()).Concat(reading.Columns.SelectMany(column => column.Samples)),
            told => Assert.DoesNotContain("IT999E", told, StringComparison.Ordinal));
        Assert.Contains("…0102", reading.Columns[3].Samples);
    }

    [Theory]
    [InlineData("decimals")]
    [InlineData("months")]
    [InlineData("energy")]
    [InlineData("kind")]
    [InlineData("columns.month")]
    [InlineData("columns.kind")]
    [InlineData("columns.price")]
    [InlineData("kinds.Acconto")]
    public void A_profile_that_cannot_be_is_refused_by_the_name_of_what_is_wrong(string field)
    {
        var good = StatementProfile.Canonical;
        var bad = field switch
        {
            "decimals" => good with { Decimals = "x" },
            "months" => good with { Months = "yyyy" },
            "energy" => good with { Energy = "J" },
            "kind" => good with { Kind = "x" },
            "columns.month" => good with { Columns = new Dictionary<string, string> { ["kind"] = "x" } },
            "columns.kind" => good with { Columns = new Dictionary<string, string> { ["month"] = "x" } },
            "columns.price" => good with { Columns = new Dictionary<string, string>(good.Columns) { ["price"] = "x" } },
            _ => good with { Kinds = new Dictionary<string, string> { ["Acconto"] = "x" } },
        };
        Assert.Contains(bad.Faults().Faults, fault => fault.Field == field);
        Assert.Empty(good.Faults().Faults);
        Assert.Empty(Portal.Faults().Faults);
        Assert.NotEmpty(StatementReader.Read("x"u8.ToArray(), bad).Faults.Faults);
    }

    // By hand: the 25th hour of 26 October 2025 begins at 22:00 UTC; the third and the second 02:00 are 00:00 and 01:00 UTC.
    [Theory]
    [InlineData("26/10/2025;25", "2025-10-26T22:00:00Z")]
    [InlineData("26/10/2025;3", "2025-10-26T00:00:00Z")]
    [InlineData("26/10/2025;4", "2025-10-26T01:00:00Z")]
    [InlineData("27/10/2025;25", null)]
    [InlineData("26/10/2025;0", null)]
    [InlineData("01/11/2025;1", null)]
    public void Hours_are_counted_through_a_change_of_clocks(string hour, string? start)
    {
        var reading = Read($"mese;tipo;up;giorno;ora;tip_eur_mwh\n10/2025;completo;UP-1;{hour};124,00\n");
        if (start is null) Assert.NotEmpty(reading.Faults.Faults);
        else Assert.Equal(start, NodaTime.Text.InstantPattern.General.Format(Assert.Single(reading.Lines).Hour!.Value));
    }

    private static StatementReading Read(string text) => StatementReader.Read(Encoding.UTF8.GetBytes(text), StatementProfile.Canonical);
}
