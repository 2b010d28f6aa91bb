using System.Globalization;
using Cer.Exchange.Sheets;
using Cer.Operations.Reconciling;
using Cer.Operations.Tests.Reconciling;

namespace Cer.Year.Tests;

/// <summary>What goes out on paper: the dossier to GSE, the report to ARERA, the account of the year.</summary>
internal static class PicturedYear
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    /// <summary>The dossier of each planted month, with the sum that the other hand has.</summary>
    public static async Task DossiersAsync(YearTown town)
    {
        var (year, truth) = (new GseYear(ReconciledYear.Planted), new GseYear(new Dictionary<int, CauseKind>()));
        var months = (await town.Clerk.GetAsync($"reconciliation?year={TownHours.Year}"))["months"]!.AsArray();
        foreach (var number in new[] { 3, 5, 7 })
        {
            var name = ClosedYear.Month(number);
            var found = months.Single(month => (string)month!["month"]! == name)!["content"]!["discrepancies"]!.AsArray().Single()!;
            var made = await town.Clerk.PostAsync($"reconciliation/{name}/dossiers", new { discrepancy = (string)found["key"]! });
            var text = await Album.KeepPdfAsync($"dossier-{name}.pdf", await town.Clerk.BytesAsync($"dossiers/{made["id"]}"));
            Album.Keep($"dossier-{name}.csv", await town.Clerk.BytesAsync($"dossiers/{made["id"]}/data.csv"));
            var less = number == 7
                ? -146.40m
                : year.Months[number - 1].Statements[^1].Net - truth.Months[number - 1].Statements[^1].Net;
            Assert.Equal(less, (decimal)found["eur"]!);
            Assert.Contains(Math.Abs(less).ToString("#,##0.00", Italian), text, StringComparison.Ordinal);
            // Of a payment it is not said that the month was computed again.
            Assert.Equal(number == 7, text.Contains("l’incasso in banca", StringComparison.Ordinal));
            Assert.Equal(number != 7, text.Contains("Il mese è stato ricalcolato", StringComparison.Ordinal));
        }
    }

    /// <summary>The report as it was sent, with the energies that the other hand has.</summary>
    public static async Task ReportAsync(YearTown town)
    {
        var sent = (await town.Clerk.GetAsync("submissions"))["submissions"]!.AsArray()
            .Single(one => (string)one!["kind"]! == "arera-report")!;
        var file = sent["files"]!.AsArray().Single(one => (string)one!["mediaType"]! == "application/pdf")!;
        var text = await Album.KeepPdfAsync(
            "rapporto-arera.pdf", await town.Clerk.BytesAsync($"submissions/{sent["id"]}/files/{file["number"]}"));
        var (taken, shared, made) = (0m, 0m, 0m);
        for (var month = 1; month <= 12; month++)
        {
            var hand = month == ClosedYear.Late ? YearFiles.ComputeEarly(month) : new OtherHand(month).Compute();
            var of = (Taken: hand.Kwh.Values.Sum(), Shared: hand.Due.Values.Sum(up => up.Shared), Made: YearFiles.ComputeProduced(month));
            foreach (var figure in new[] { of.Taken, of.Shared, of.Made }) Assert.Contains(Kwh(figure), text, StringComparison.Ordinal);
            (taken, shared, made) = (taken + of.Taken, shared + of.Shared, made + of.Made);
        }

        // The year below the months.
        foreach (var figure in new[] { taken, shared, made }) Assert.Contains(Kwh(figure), text, StringComparison.Ordinal);
    }

    /// <summary>The account of the year in which members were paid: the workbook has what they got, to the cent.</summary>
    public static async Task AccountAsync(YearTown town, int year, decimal paid, decimal returned)
    {
        var made = await town.Boss.PostAsync("year-account", new { year });
        var bytes = await town.Clerk.BytesAsync($"year-account/{year}/{made["number"]}");
        Album.Keep($"conto-{year}.xlsx", bytes);
        var sheet = Assert.IsType<TableOutcome.Read>(TableWorkbook.Read(bytes, 1000));
        Assert.Equal((paid, returned, 0m), (Column("Pagato"), Column("Tornato"), Column("Dovuto alla fine")));
        var screen = (await town.Clerk.GetAsync($"year-account?year={year}"))["members"]!.AsArray();
        Assert.All(screen, member => Assert.Equal(0m, (decimal)member!["closingEur"]!));

        decimal Column(string heading)
        {
            var place = sheet.Rows[0].Cells.Single(cell => cell.Value.Text.StartsWith(heading, StringComparison.Ordinal)).Key;
            return sheet.Rows.Skip(1).Sum(row => decimal.Parse(row.Cells[place].Text, CultureInfo.InvariantCulture));
        }
    }

    private static string Kwh(decimal kwh) => kwh.ToString("#,##0.00", Italian);
}
