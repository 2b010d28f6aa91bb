using Cer.Exchange.Gse;
using Cer.Exchange.Sheets;
using Cer.Operations.Documents;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>A dossier says what differs, why, on what ground and what is asked, in the words and figures of the difference.</summary>
public class DossierTests
{
    private static readonly Instant When = Instant.FromUtc(2026, 6, 3, 8, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DocumentLanguage.Italian, "Il conto non tiene conto del punto IT999E00000404", "Che cosa si chiede al GSE", "−12,40")]
    [InlineData(DocumentLanguage.English, "The account leaves the point IT999E00000404 out", "What is asked of GSE", "12.40")]
    public async Task A_missing_point_is_told_with_its_figures_its_evidence_and_what_is_asked(
        DocumentLanguage language, string cause, string asked, string eur)
    {
        await using var writer = new DossierWriter("ufficio@comune.example");
        var html = await writer.HtmlAsync(Subject(language, Missing));
        Assert.Contains(cause, html, StringComparison.Ordinal);
        Assert.Contains(asked, html, StringComparison.Ordinal);
        Assert.Contains(eur.Replace('−', '-'), html.Replace('−', '-'), StringComparison.Ordinal);
        Assert.Contains("2026/0007", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        await using var press = new WeasyPress();
        var made = Assert.IsType<PressOutcome.Made>(await press.PressAsync(html, "prova", When, Cancellation));
        var folder = Directory.CreateDirectory(Path.Combine(Folder(), "artifacts", "dossier"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"dossier-{language}.pdf"), made.Pdf.ToArray(), Cancellation);
        Assert.Equal(1, made.Pages);
    }

    [Fact]
    public async Task Its_file_has_the_same_figures_for_a_spreadsheet_in_Italy()
    {
        await using var writer = new DossierWriter(null);
        var text = System.Text.Encoding.UTF8.GetString(writer.Data(Subject(DocumentLanguage.Italian, Missing)));
        Assert.StartsWith("\uFEFFDossier;Mese;Voce;", text, StringComparison.Ordinal);
        Assert.Contains("2026/0007;2025-01;Energia prelevata;IT999E00000404;kWh;500,000;;;-500,000;0,000;0,000;;\r\n", text,
            StringComparison.Ordinal);
        Assert.Contains(";Tariffa incentivante (TIP);UP-SCUOLA;EUR;112,40;100,00;;-12,40;100,00;0,00;;\r\n", text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DocumentLanguage.Italian, "In una voce ha parte anche un’altra causa (prezzo di un’altra zona CSUD)",
        "Parte di questa causa")]
    [InlineData(DocumentLanguage.English, "In one item another cause has a part too (another price zone CSUD)", "This cause’s part")]
    public async Task Of_two_causes_in_one_row_each_tells_its_part_and_the_other(DocumentLanguage language, string together, string column)
    {
        await using var writer = new DossierWriter(null);
        var subject = Subject(language, Paired);
        Assert.Equal(-12.40m, subject.Difference.Eur);
        var html = await writer.HtmlAsync(subject);
        Assert.Contains(together, html, StringComparison.Ordinal);
        Assert.Contains(column, html, StringComparison.Ordinal);
        var text = System.Text.Encoding.UTF8.GetString(writer.Data(subject));
        Assert.Contains(";UP-SCUOLA;EUR;112,40;107,00;;-5,40;107,00;0,00;-12,40;", text, StringComparison.Ordinal);
        await using var press = new WeasyPress();
        var made = Assert.IsType<PressOutcome.Made>(await press.PressAsync(html, "prova", When, Cancellation));
        var folder = Directory.CreateDirectory(Path.Combine(Folder(), "artifacts", "dossier"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"dossier-due-{language}.pdf"), made.Pdf.ToArray(), Cancellation);
        Assert.Equal(1, made.Pages);
    }

    [Fact]
    public async Task Its_workbook_has_the_figures_of_its_file_as_numbers()
    {
        await using var writer = new DossierWriter(null);
        var book = DossierWorkbook.Of(writer.Data(Subject(DocumentLanguage.Italian, Paired)));
        var rows = Assert.IsType<TableOutcome.Read>(TableWorkbook.Read(book, 100)).Rows;
        Assert.Equal("Dossier", rows[0].Cells[0].Text);
        var tip = rows.Single(row => row.Cells[3].Text == "UP-SCUOLA");
        Assert.Equal(
            [(5, 112.40m), (6, 107.00m), (8, -5.40m), (9, 107.00m), (10, 0m), (11, -12.40m)],
            tip.Cells.Where(cell => cell.Value.Kind == TableCellKind.Number).OrderBy(cell => cell.Key)
                .Select(cell => (cell.Key, decimal.Parse(cell.Value.Text, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Without_a_cause_it_says_that_none_was_found_and_asks_for_the_calculation()
    {
        await using var writer = new DossierWriter(null);
        var row = new ReconciledRow(new(ReconciledItem.Tip, "UP-1"), 100m, 110m, null, 10m, true, []);
        var html = await writer.HtmlAsync(Subject(
            DocumentLanguage.Italian, new(new(2025, 1), null, ReconciledItem.Tip, [row])));
        Assert.Contains("Nessuna delle cause provate", html, StringComparison.Ordinal);
        Assert.Contains("Si chiede il dettaglio del calcolo", html, StringComparison.Ordinal);
    }

    private static Discrepancy Missing
    {
        get
        {
            RankedCause Cause(decimal figure) => new(
                CauseKind.MissingPod, "IT999E00000404", "", figure, 0m, true, true,
                [new("own_withdrawn", 500m, "kWh"), new("advised_withdrawn", null, "kWh")]);
            ReconciledRow Row(ReconciledItem item, string scope, decimal own, decimal? told) =>
                new(new(item, scope), own, told, null, (told ?? 0m) - own, true, [Cause(told ?? 0m)]);
            return new(new(2025, 1), Cause(100m), null,
            [
                Row(ReconciledItem.Shared, "UP-SCUOLA", 906.452m, 806.452m),
                Row(ReconciledItem.Incentivised, "UP-SCUOLA", 906.452m, 806.452m),
                Row(ReconciledItem.Tip, "UP-SCUOLA", 112.40m, 100.00m),
                Row(ReconciledItem.Cac, "UP-SCUOLA", 9.97m, 8.87m),
                Row(ReconciledItem.Withdrawn, "IT999E00000404", 500m, null),
            ]);
        }
    }

    private static Discrepancy Paired
    {
        get
        {
            IReadOnlyList<CauseFact> facts = [new("own_withdrawn", 500m, "kWh"), new("advised_withdrawn", null, "kWh")];
            var missing = new RankedCause(CauseKind.MissingPod, "IT999E00000404", "", 0m, 0m, true, false, facts);
            var both = missing with
            {
                Figure = 107m,
                Parts =
                [
                    new(CauseKind.MissingPod, "IT999E00000404", "", -12.40m, facts),
                    new(CauseKind.PriceZone, null, "CSUD", 7.00m, [new("zone", null, "CSUD")]),
                ],
            };
            return new(new(2025, 1), missing, null,
            [
                new(new(ReconciledItem.Tip, "UP-SCUOLA"), 112.40m, 107m, null, -5.40m, true, [both]),
                new(new(ReconciledItem.Withdrawn, "IT999E00000404"), 500m, null, null, -500m, true, [missing]),
            ]);
        }
    }

    private static DossierSubject Subject(DocumentLanguage language, Discrepancy difference)
    {
        var line = new StatementLine(2, new(2025, 1), StatementKind.Complete)
        {
            Unit = "UP-SCUOLA",
            Tip = 100m,
            Published = new(2026, 5, 15)
        };
        return new(
            "Magliano (dimostrazione)", "AC999E00421", new(2026, 7), difference,
            AdvisedMonth.Of(MonthStatement.Of(1, [line])), Tolerances.Default, (12, "cer 1.0"), When, true, language);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
