using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cer.Domain;
using Cer.Operations.Documents;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Operations.Tests;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>The figures on paper are those of folders that somebody else computed, to the cent.</summary>
public class GoldenDocumentTests
{
    private const string Magliano = "cer-magliano-ottobre";
    private static readonly YearMonth October = new(2025, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cents_of_report_and_statements_are_those_of_the_golden_folder_in_html_and_pdf()
    {
        await using var town = await Town.SettledAsync(Magliano);
        var job = await town.MakeAsync(October, DocumentKind.MonthReport);
        Assert.Equal((JobState.Done, 1), (job.State, job.Done));
        var members = Rows(Magliano, "members.csv").ToDictionary(row => row["member"]);
        var facts = await FactsAsync(town);
        var statements = 0;
        foreach (var member in facts.Members.Where(member => member.Member.Id is "casa-02" or "comune" or "bottega-05"))
        {
            var source = await HtmlAsync(town, facts, member);
            var html = WebUtility.HtmlDecode(source);
            var row = members[member.Member.Id];
            foreach (var column in new[] { "tip_eur", "cac_eur", "surplus_eur", "total_eur" })
                Assert.Contains($">{Euro(row[column])}<", html, StringComparison.Ordinal);
            foreach (var column in new[] { "withdrawn_kwh", "shared_kwh" })
                Assert.Contains(Kwh(row[column]) + "\u00a0kWh", html, StringComparison.Ordinal);
            var text = await PressedTextAsync(town, source);
            foreach (var column in new[] { "tip_eur", "cac_eur", "surplus_eur", "total_eur" })
                Assert.Contains(Paper(Euro(row[column])), text, StringComparison.Ordinal);
            statements++;
        }

        Assert.Equal(3, statements);
        var report = Assert.Single(await town.DocumentsAsync());
        var pdf = await town.Archive.PdfAsync(report, Cancellation);
        var pages = Paper(await Tool.ReadAsync("pdftotext", pdf, "-layout", "-"));
        foreach (var unit in Rows(Magliano, "plant_months.csv"))
        {
            var line = pages.Split('\n').Single(line => line.Contains(unit["plant"], StringComparison.Ordinal));
            string[] cells =
                [Kwh(unit["injected_kwh"]), Kwh(unit["shared_kwh"]), Euro(unit["tip_eur"]), Euro(unit["cac_eur"])];
            foreach (var cell in cells)
                Assert.Contains(Paper(cell), line, StringComparison.Ordinal);
        }

        // Hand-worked: 571,80 + 47,87; the surplus 153,19 is part of the TIP. The fund: 41,86 + 4,79.
        foreach (var sum in new[] {
            "571,80\u00a0€", "47,87\u00a0€", "619,67\u00a0€", "153,19\u00a0€", "46,65\u00a0€", "104,43\u00a0€" })
            Assert.Contains(Paper(sum), pages, StringComparison.Ordinal);
        await IsSoundAsync(report, pdf);
    }

    [Fact]
    public async Task The_account_at_the_end_of_a_statement_adds_up_to_the_golden_cents_of_community_and_member()
    {
        await using var town = await Town.SettledAsync(Magliano, press: new BlankPress());
        var facts = await FactsAsync(town);
        foreach (var (money, column) in new[] { ("tip", "tip_eur"), ("cac", "cac_eur") })
        {
            var cents = Rows(Magliano, "plant_months.csv").Sum(row => Decimal(row[column].Replace('.', ',')));
            Assert.Equal(cents, facts.Account.Where(line => line.Money == money).Sum(line => line.Eur));
        }

        Assert.Contains(facts.Account, line => line.Code == "tip.base" && line.Acts.Any(act => act.Contains("414/2023")));
        foreach (var row in Rows(Magliano, "members.csv"))
        {
            var member = facts.Members.Single(known => known.Member.Id == row["member"]);
            Assert.Equal(Decimal(row["total_eur"].Replace('.', ',')), member.Account!.Leaves().Sum(leaf => leaf.Eur ?? 0m));
            var html = WebUtility.HtmlDecode(await HtmlAsync(town, facts, member));
            Assert.Contains("Appendice: il conto, passo per passo", html, StringComparison.Ordinal);
            foreach (var step in member.Account.Parts.SelectMany(kind => kind.Parts))
            {
                var cents = Euro(step.Eur!.Value.ToString("0.00", CultureInfo.InvariantCulture));
                Assert.Contains($">{cents}<", html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_hours_of_october_have_25_on_the_day_of_the_clock_and_sum_up_to_the_settled_month()
    {
        await using var town = await Town.SettledAsync(Magliano, press: new BlankPress());
        await town.MakeAsync(October, DocumentKind.MonthReport, DocumentKind.Statement);
        var documents = await town.DocumentsAsync();
        Assert.Equal(31, documents.Count);
        var hours = Rows(await CsvAsync(documents[^1]));
        Assert.Equal((745, 25), (hours.Count, hours.Count(row => row["Giorno"] == "26/10/2025")));
        Assert.Equal(
            ["02:00", "02:00"],
            hours.Where(row => row["Giorno"] == "26/10/2025").Skip(2).Take(2).Select(row => row["Dalle (ora italiana)"]));
        Assert.Equal(5038.076m, hours.Sum(row => Decimal(row["Condivisa (kWh)"])));
        Assert.Equal(14908.098m, hours.Sum(row => Decimal(row["Prelevata (kWh)"])));
        var home = documents.Single(document => document.Member?.Code == "casa-02");
        Assert.Equal(58.530259m, Rows(await CsvAsync(home)).Sum(row => Decimal(row["Condivisa (kWh)"])));

        async Task<string> CsvAsync(ArchivedDocument document)
        {
            var bytes = await town.Archive.HoursAsync(document, Cancellation);
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            return Encoding.UTF8.GetString(bytes[3..]);
        }
    }

    [Fact]
    public async Task A_run_is_documented_once_and_a_later_run_makes_a_number_that_says_what_it_replaces()
    {
        await using var town = await Town.SettledAsync(Magliano, press: new BlankPress());
        await town.MakeAsync(October, DocumentKind.MonthReport);
        var again = await town.MakeAsync(October, DocumentKind.MonthReport);
        Assert.Equal((JobState.Done, 1, 1), (again.State, again.Done, again.Total));
        var first = Assert.Single(await town.DocumentsAsync());

        var readings = town.Get<IReadingStore>();
        Domain.Metering.Reading? reading = null;
        await foreach (var one in readings.LatestAsync(town.Community, MarketHour.SpanOf(new(2025, 10, 5)), Cancellation))
            if (one.Withdrawn is not null) reading ??= one;
        await readings.AppendAsync(
            town.Community,
            IntakeSource.Csv,
            [reading! with { Withdrawn = reading!.Withdrawn!.Value + Energy.FromKilowattHours(1) }],
            Cancellation);
        var early = await town.MakeAsync(October, DocumentKind.MonthReport);
        // The facts of the first run may still be told; another worker must refuse to mix them with later readings.
        Assert.Contains(early.State, new[] { JobState.Done, JobState.Failed });
        Assert.IsType<MonthFactsOutcome.Refused>(
            await town.Get<ReadMonthFacts>().RunAsync(town.Community, October, Cancellation));

        await town.SettleAsync();
        await town.MakeAsync(October, DocumentKind.MonthReport);
        var latest = (await town.DocumentsAsync())[0];
        Assert.Equal((new DocumentNumber(2027, 2), (DocumentNumber?)first.Number), (latest.Number, latest.Replaces));
        var html = WebUtility.HtmlDecode(await town.Archive.HtmlAsync(latest, Cancellation));
        Assert.Contains("sostituisce il n. 2027/0001", html, StringComparison.Ordinal);
    }

    private static async Task<MonthFacts> FactsAsync(Town town) => Assert.IsType<MonthFactsOutcome.Known>(
        await town.Get<ReadMonthFacts>().RunAsync(town.Community, October, Cancellation)).Facts;

    private static Task<string> HtmlAsync(Town town, MonthFacts facts, MemberFacts member) =>
        town.Get<IDocumentWriter>().HtmlAsync(new(
            facts, member, new(2027, 7), null, Instant.FromUtc(2027, 2, 1, 17, 0), DocumentLanguage.Italian));

    private static async Task<string> PressedTextAsync(Town town, string html)
    {
        var made = Assert.IsType<PressOutcome.Made>(
            await town.Get<IPdfPress>().PressAsync(html, "a", Instant.FromUtc(2027, 2, 1, 17, 0), Cancellation));
        Assert.InRange(made.Pages, 1, 3);
        return Paper(await Tool.ReadAsync("pdftotext", made.Pdf.ToArray(), "-layout", "-"));
    }

    private static async Task IsSoundAsync(ArchivedDocument document, byte[] pdf)
    {
        Assert.Equal(document.Sha256.ToArray(), SHA256.HashData(pdf));
        var info = await Tool.ReadAsync("pdfinfo", pdf);
        Assert.Matches(new Regex(@"Tagged:\s+yes"), info);
        Assert.Matches(new Regex(@"Title:\s+Rapporto di ottobre 2025 – Magliano"), info);
        Assert.Matches(new Regex($@"Pages:\s+{document.Pages}\b"), info);
        Assert.InRange(document.Pages, 1, 3);
        var fonts = (await Tool.ReadAsync("pdffonts", pdf)).Split('\n')[2..^1];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(new Regex(@"\s(yes)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$"), font));
        Assert.Contains("/Lang (it)", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    private static string Euro(string cell) => $"{Italian(cell, 2)}\u00a0€";

    /// <summary>On paper a space is a space.</summary>
    private static string Paper(string text) => text.Replace('\u00a0', ' ');

    private static string Kwh(string cell) => Italian(cell, 2);

    /// <summary>A cell as it is written in Italy, rounded by hand: half away from zero.</summary>
    private static string Italian(string cell, int decimals)
    {
        var value = Math.Round(decimal.Parse(cell, CultureInfo.InvariantCulture), decimals, MidpointRounding.AwayFromZero);
        return value.ToString("#,##0.00", CultureInfo.InvariantCulture).Replace(',', '\'').Replace('.', ',').Replace('\'', '.');
    }

    private static decimal Decimal(string cell) => decimal.Parse(cell.Replace(',', '.'), CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Rows(string folder, string file) =>
        Table(File.ReadAllText(Path.Combine(Folder.Root, folder, "expected", file)), ',');

    private static List<Dictionary<string, string>> Rows(string csv) => Table(csv, ';');

    private static List<Dictionary<string, string>> Table(string text, char separator)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(separator)).ToArray();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
