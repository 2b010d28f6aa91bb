using System.Net;
using System.Text.RegularExpressions;
using Cer.Operations.Documents;

namespace Cer.Reporting.Tests;

/// <summary>Whatever members are called and whatever is missing, a document is a document.</summary>
public class HostileTests
{
    private const string Longest = "Associazione";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostile_names_are_only_text_and_push_nothing_off_the_page()
    {
        var endless = string.Concat(Enumerable.Repeat(Longest, 80));
        await using var town = await Town.SettledAsync("cer-buchi", yaml => yaml
            .Replace("name: Member 0", "name: \"<script>alert(1)</script>&amp;\\\"'\"", StringComparison.Ordinal)
            .Replace("name: Member 1", $"name: \"{endless} עמותת השמש جمعية\"", StringComparison.Ordinal)
            .Replace(
                "name: Random 34 boundary",
                "name: \"עמותה <img src=http://127.0.0.1:9/x onerror=alert(1)>\"",
                StringComparison.Ordinal));
        var job = await town.MakeAsync(new(2026, 12), DocumentKind.Statement, DocumentKind.MonthReport);
        Assert.Equal((JobState.Done, 3), (job.State, job.Done));
        foreach (var document in await town.DocumentsAsync())
        {
            var html = await town.Archive.HtmlAsync(document, Cancellation);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
            // No attribute that does or fetches something, outside the quotes of others.
            var bare = Regex.Replace(html, "\"[^\"]*\"", "");
            Assert.DoesNotMatch(new Regex("<[^>]+\\s(on[a-z]+|href|src)\\s*=", RegexOptions.IgnoreCase), bare);
            Assert.InRange(document.Pages, 1, 3);
            Assert.DoesNotContain(endless, html, StringComparison.Ordinal);
            var pdf = await town.Archive.PdfAsync(document, Cancellation);
            Assert.Matches(new Regex(@"Tagged:\s+yes"), await Tool.ReadAsync("pdfinfo", pdf));
        }
    }

    [Fact]
    public async Task A_partial_month_says_what_is_missing_and_leaves_unknown_money_unknown()
    {
        await using var town = await Town.SettledAsync("cer-buchi", press: new BlankPress());
        await town.MakeAsync(new(2026, 12), DocumentKind.MonthReport, DocumentKind.Statement);
        foreach (var document in await town.DocumentsAsync())
        {
            var html = WebUtility.HtmlDecode(await town.Archive.HtmlAsync(document, Cancellation));
            Assert.Contains("Parziale", html, StringComparison.Ordinal);
            Assert.Contains("Mancano letture", html, StringComparison.Ordinal);
            Assert.Contains("CAC non confermato: nessun atto dà la TRAS_E del 2026.", html, StringComparison.Ordinal);
            Assert.Contains("non ancora noto", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_member_of_whom_nothing_was_heard_reads_that_it_is_not_known_and_never_zero()
    {
        await using var town = await Town.SettledAsync("cer-buchi", Silent, new BlankPress());
        Assert.Null((await town.MakeAsync(new(2026, 12), DocumentKind.Statement)).Problem);
        var silent = (await town.DocumentsAsync()).Single(document => document.Member?.Code == "muto");
        var html = WebUtility.HtmlDecode(await town.Archive.HtmlAsync(silent, Cancellation));
        Assert.Contains("non è arrivato nessun dato", html, StringComparison.Ordinal);
        Assert.Contains("<b>non ancora noto</b><span>prelevati dalla rete</span>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">0,00<", html, StringComparison.Ordinal);
        var hours = System.Text.Encoding.UTF8.GetString(await town.Archive.HoursAsync(silent, Cancellation));
        Assert.Contains("02/12/2026;1;00:00;2026-12-01T23:00:00Z;;;;1\r\n", hours, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_cannot_be_printed_fails_alone_and_leaves_no_hole()
    {
        await using var town = await Town.SettledAsync(
            "cer-buchi", press: new BlankPress(html => html.Contains("Member 1</bdi>", StringComparison.Ordinal)));
        var job = await town.MakeAsync(new(2026, 12), DocumentKind.Statement, DocumentKind.MonthReport);
        Assert.Equal((JobState.Failed, 2, 3), (job.State, job.Done, job.Total));
        Assert.Contains("Found a smudge, expected a page.", job.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Member 1", job.Problem, StringComparison.Ordinal);
        Assert.Equal([1, 2], (await town.DocumentsAsync()).Select(document => document.Number.Number).Order());
    }

    private static string Silent(string yaml) => yaml
        .Replace("pods:", "  - {id: muto, name: Muto, category: natural_person}\npods:", StringComparison.Ordinal)
        .Replace("plants:", "  - {pod: IT999E00999999, member: muto, from: 2026-12-01, to: 2026-12-03}\nplants:", StringComparison.Ordinal);
}
