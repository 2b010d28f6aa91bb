using System.IO.Compression;
using System.Net;
using Cer.Host.Tests.Viewing;
using Cer.Host.Tests.Wall;

namespace Cer.Host.Tests.Desk;

/// <summary>A workbook of new members over HTTP.</summary>
public class WorkbookImportTests
{
    private const string August = "2026-08-03T08:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workbook_is_shown_taken_in_as_one_act_and_taken_back()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        // Two members, made by nobody's writer of ours; one row is blank and one sheet more has notes.
        var file = await File.ReadAllBytesAsync(
            Path.Combine(WallMatrix.Root(), "tests", "oracles", "desk", "excel.xlsx"), Cancellation);
        // An address needs a place that letters can name: the row that has one is told, and left out.
        var (refused, faults) = await server.PostAsync("desk/import/preview", new { file });
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal(["rows[4].email no_public_url"], DeskHouse.Faults(faults));
        var (status, shown) = await server.PostAsync("desk/import/preview", new { file, without = new[] { 4 } });
        Assert.True(status == HttpStatusCode.OK, shown?.ToJsonString());
        Assert.Equal(
            ["member  Famiglia Acero", "point 0011 Famiglia Acero"],
            shown!["lines"]!.AsArray().Select(line => $"{line!["kind"]} {line["point"]} {line["member"]}"));
        Assert.Equal("sheets_more", (string)shown["notices"]![0]!["code"]!);
        var (kept, done) = await server.PostAsync("desk/import", new { version = 1, file, without = new[] { 4 } });
        Assert.True(kept == HttpStatusCode.Created, done?.ToJsonString());
        Assert.Equal("form 7 armadio 2 2026-02-20", await server.AskAsync<string>(
            "select concat_ws(' ', kind, number, kept_at, dated) from core.desk_evidence"));
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("desk/acts/1/undo", new { version = 2 })).Status);
    }

    [Fact]
    public async Task What_is_no_workbook_is_refused_and_stores_nothing()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var standing = await server.StandingAsync();
        foreach (var (file, code) in new[]
        {
            ("%PDF-1.7"u8.ToArray(), "workbook_other"), ("PK\x03\x04"u8.ToArray(), "workbook_damaged"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "workbook_old"),
        })
        {
            foreach (var place in (string[])["desk/import/preview", "desk/import"])
            {
                var (status, answer) = await server.PostAsync(place, new { version = 1, file });
                Assert.Equal((HttpStatusCode.BadRequest, $"rows {code}"), (status, DeskHouse.Faults(answer).Single()));
            }
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("desk/import", new { version = 1, file = "no base 64!" })).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await server.PostAsync("desk/import", new { version = 1, file = new byte[2 * 1024 * 1024] })).Status);
        Assert.Equal(standing, await server.StandingAsync());
    }

    [Fact]
    public async Task The_template_comes_as_a_CSV_or_as_a_workbook()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var place = $"/api/communities/{StaffServer.Code}/desk/template";
        Assert.Contains("nome;categoria", await server.Client.GetStringAsync(place, Cancellation), StringComparison.Ordinal);
        using var answer = await server.Client.GetAsync($"{place}?format=xlsx", Cancellation);
        Assert.Equal("membri.xlsx", answer.Content.Headers.ContentDisposition!.FileName);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancellation));
        Assert.NotNull(zip.GetEntry("xl/worksheets/sheet1.xml"));
        await server.RefusesAsync("desk/template?format=ods", HttpStatusCode.BadRequest);
    }
}
