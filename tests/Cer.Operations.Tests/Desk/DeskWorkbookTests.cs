using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Cer.Domain.Codes;
using Cer.Operations.Desk;
using NodaTime;

namespace Cer.Operations.Tests.Desk;

/// <summary>Tables of new members as workbooks: written by nobody here, typed badly, and made to do harm.</summary>
public class DeskWorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly LocalDate Today = new(2026, 3, 10);

    private static readonly string[] Header =
        ["nome", "categoria", "pod", "tensione", "dal", "documento", "numero", "data_documento", "conservato"];

    private static readonly object?[] Good =
        ["Famiglia Acero", "persona fisica", "IT999E00000011", "BT", 46082, "modulo", "7", 46073, "armadio 2"];

    [Fact]
    public void The_first_sheet_that_is_shown_is_read_as_people_see_it()
    {
        // As Excel writes it: a hidden sheet first, texts in parts, dates as numbers, a formula, a sheet of notes.
        var file = DeskFileReader.ReadWorkbook(File.ReadAllBytes(Path.Combine(Folder.Root, "..", "desk", "excel.xlsx")), Today, []);
        Assert.Empty(file.Faults);
        var members = Assert.IsType<DeskAct.Enrol>(file.Wish!.Act).Members;
        Assert.Equal(
            [
                ("Famiglia Acero", MemberCategory.NaturalPerson, "IT999E00000011", new LocalDate(2026, 3, 1), ""),
                ("Società dell’Olmo", MemberCategory.Sme, "IT999E00000012", new LocalDate(2026, 3, 1), "olmo@esempio.example"),
            ],
            members.Select(one => (one.Name, one.Category, one.Points.Single().Pod, one.From, $"{one.Email}")));
        Assert.Equal(
            [new("form", "7", new(2026, 2, 20), "armadio 2"), new("contract", "12/2026", new(2026, 2, 20), "cartella \"B\"")],
            members.Select(one => one.Evidence!));
        Assert.Equal(Voltage.Medium, members[1].Points[0].Voltage);
        var notice = Assert.Single(file.Notices);
        Assert.Equal(("sheets_more", "1 more sheets with something in them"), (notice.Code, notice.Found));
    }

    [Fact]
    public void Prefixes_days_from_1904_days_as_texts_and_addresses_from_the_root_are_read_alike()
    {
        var path = Path.Combine(Folder.Root, "..", "desk", "prefissi-e-1904.xlsx");
        var file = DeskFileReader.ReadWorkbook(File.ReadAllBytes(path), Today, []);
        Assert.Empty(file.Faults);
        Assert.Empty(file.Notices);
        var one = Assert.Single(Assert.IsType<DeskAct.Enrol>(file.Wish!.Act).Members);
        Assert.Equal(
            ("Famiglia Faggio", new LocalDate(2026, 3, 1), new DeskEvidence("minutes", null, new(2026, 2, 20), "faldone")),
            (one.Name, one.From, one.Evidence!));
    }

    [Fact]
    public void Faults_name_the_row_that_people_see_and_the_field()
    {
        Assert.Equal(["rows[7].points[0].pod pod_form"], Told(Sheet((3, Header), (6, Good), (7, [.. Good[..2], "IT99", .. Good[3..]]))));
        // Two rows of one name would be asked about: the first is alone here.
        Assert.Equal(["rows[2].day day_form"], Told(Sheet((1, Header), (2, [.. Good[..4], "domani", .. Good[5..]]))));
        Assert.Equal(["rows[2].day day_form"], Told(Sheet((1, Header), (2, [.. Good[..4], 0.5, .. Good[5..]]))));
        Assert.Equal(["rows[2] cells"], Told(Sheet((1, Header), (2, [.. Good, "di troppo"]))));
        Assert.Equal(["rows[4].conservato column"], Told(Sheet((4, Header[..^1]), (5, Good[..^1]))));
        Assert.Equal(["rows empty"], Told(Sheet((1, Header))));
        Assert.Equal(["rows empty"], Told(Sheet()));
    }

    [Fact]
    public void What_a_spreadsheet_made_a_date_of_and_formulas_that_came_to_nothing_are_told()
    {
        // The number 12/2026, typed into a cell of Excel, is the first of December shown as a month: style 1 here.
        Assert.Equal(["rows[2].evidence.number cell_day"], Told(Sheet((1, Header), (2, [.. Good[..6], new Styled(46357), .. Good[7..]]))));
        Assert.Equal(["rows[2].evidence.keptAt cell_error"], Told(Sheet((1, Header), (2, [.. Good[..8], new Broken("#REF!")]))));
        // A number that is one stays it.
        var file = DeskFileReader.ReadWorkbook(Sheet((1, Header), (2, [.. Good[..6], 12, .. Good[7..]])), Today, []);
        Assert.Equal("12", Assert.Single(Assert.IsType<DeskAct.Enrol>(file.Wish!.Act).Members).Evidence!.Number);
        // Who leaves the row out knowingly hears no more of it.
        Assert.Empty(DeskFileReader.ReadWorkbook(
            Sheet((1, Header), (2, Good), (3, [.. Good[..8], new Broken("#REF!")])), Today, [3]).Faults);
    }

    [Fact]
    public void The_template_is_a_workbook_whose_cells_stay_as_they_are_typed()
    {
        Assert.Equal(["rows empty"], Told(DeskFileReader.TemplateWorkbook));
        using var zip = new ZipArchive(new MemoryStream(DeskFileReader.TemplateWorkbook));
        var sheet = Text(zip, "xl/worksheets/sheet1.xml");
        Assert.Equal(
            DeskFileReader.Columns,
            XDocument.Parse(sheet).Descendants($"{{{Main}}}t").Select(text => text.Value));
        // Columns of texts have the format @ (49), days that of dates (14).
        Assert.Equal(
            "1111211211",
            string.Concat(XDocument.Parse(sheet).Descendants($"{{{Main}}}col").Select(column => (string)column.Attribute("style")!)));
        Assert.Equal(
            ["0", "49", "14"],
            XDocument.Parse(Text(zip, "xl/styles.xml")).Descendants($"{{{Main}}}cellXfs").Elements()
                .Select(style => (string)style.Attribute("numFmtId")!));

        static string Text(ZipArchive zip, string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }
    }

    public static TheoryData<string, string> NoTables => new()
    {
        { "a workbook with a password", "workbook_locked" },
        { "one of before 2007", "workbook_old" },
        { "a PDF", "workbook_other" },
        { "an archive of something else", "workbook_other" },
        { "nothing but the mark", "workbook_damaged" },
        { "a page of blanks", "workbook_large" },
        { "parts in parts", "workbook_damaged" },
        { "more texts than a table has", "workbook_large" },
        { "rows without end", "workbook_large" },
        { "an entity of its own", "workbook_damaged" },
        { "a text that is not there", "workbook_damaged" },
    };

    [Theory, MemberData(nameof(NoTables))]
    public void What_is_no_table_is_refused_by_what_it_is(string what, string code)
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        var file = what switch
        {
            "a workbook with a password" => [.. compound, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[100]],
            "one of before 2007" => [.. compound, .. Encoding.Unicode.GetBytes("Workbook"), .. new byte[100]],
            "a PDF" => "%PDF-1.7\n"u8.ToArray(),
            "an archive of something else" => Parts(("nota.txt", "ciao")),
            "nothing but the mark" => "PK\x03\x04 e basta"u8.ToArray(),
            // Sixty megabytes that are packed into a few dozen kilobytes.
            "a page of blanks" => Book(new string(' ', 60_000_000)),
            "parts in parts" => Book(string.Concat(Enumerable.Repeat("<a>", 200_000))),
            "more texts than a table has" => Book("", string.Concat(Enumerable.Repeat("<si><t/></si>", 60_000))),
            "rows without end" => Book(string.Concat(Enumerable.Repeat("<row/>", 30_000))),
            "an entity of its own" => Book("<row><c><v>&a;</v></c></row>", null, "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
            _ => Book("<row><c t=\"s\"><v>7</v></c></row>"),
        };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal([$"rows {code}"], Told(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 120_000_000);
    }

    [Fact]
    public void A_workbook_that_is_cut_off_or_damaged_is_read_or_refused_never_more()
    {
        var whole = Sheet((1, Header), (2, Good));
        for (var place = 0; place < whole.Length; place += 3)
        {
            Assert.NotEmpty(DeskFileReader.ReadWorkbook(whole.AsMemory(0, place), Today, []).Faults);
            foreach (var bits in (byte[])[0x01, 0x41, 0xFF])
            {
                byte[] damaged = [.. whole];
                damaged[place] ^= bits;
                var file = DeskFileReader.ReadWorkbook(damaged, Today, []);
                Assert.True(file.Faults.Count > 0 || file.Wish is not null);
            }
        }
    }

    [Fact]
    public void As_many_rows_as_there_may_be_are_read_and_one_more_is_told()
    {
        (int, object?[])[] rows =
        [
            .. Enumerable.Range(2, DeskFileReader.MostRows).Select(line =>
                (line, (object?[])[$"Famiglia {line}", "persona fisica", $"IT999E{line:00000000}", .. Good[3..]])),
        ];
        var file = DeskFileReader.ReadWorkbook(Sheet([(1, Header), .. rows]), Today, []);
        Assert.Empty(file.Faults);
        Assert.Equal(2000, Assert.IsType<DeskAct.Enrol>(file.Wish!.Act).Members.Count);
        Assert.Equal(["rows rows"], Told(Sheet([(1, Header), .. rows, (2002, Good)])));
    }

    private static string[] Told(byte[] file) =>
        [.. DeskFileReader.ReadWorkbook(file, Today, []).Faults.Select(fault => $"{fault.Field} {fault.Code}")];

    private static byte[] Sheet(params (int Line, object?[] Cells)[] rows) => Book(string.Concat(rows.Select(row =>
        FormattableString.Invariant($"<row r=\"{row.Line}\">") + string.Concat(row.Cells.Select((cell, column) => cell switch
        {
            null => "",
            string text => Cell(row.Line, column, $"t=\"inlineStr\"><is><t>{text}</t></is>"),
            Styled date => Cell(row.Line, column, FormattableString.Invariant($"s=\"1\"><v>{date.Number}</v>")),
            Broken error => Cell(row.Line, column, $"t=\"e\"><v>{error.Text}</v>"),
            var number => Cell(row.Line, column, FormattableString.Invariant($"><v>{number}</v>")),
        })) + "</row>")));

    private static string Cell(int line, int column, string rest) =>
        FormattableString.Invariant($"<c r=\"{(char)('A' + column)}{line}\" ") + rest + "</c>";

    private static byte[] Book(string rows, string? strings = "", string before = "") => Parts(
        ("_rels/.rels", Related(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", Related(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))),
        ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"17\"/></cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{strings}</sst>"),
        ("xl/worksheets/sheet1.xml", $"{before}<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"));

    private static string Related(params (string Type, string Target)[] parts)
    {
        var links = parts.Select(
            (part, place) => $"<Relationship Id=\"rId{place + 1}\" Type=\"{Links}/{part.Type}\" Target=\"{part.Target}\"/>");
        return $"<Relationships>{string.Concat(links)}</Relationships>";
    }

    private static byte[] Parts(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    private sealed record Styled(int Number);

    private sealed record Broken(string Text);
}
