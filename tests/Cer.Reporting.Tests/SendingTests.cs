using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Mail.Tests;
using Cer.Operations.Documents;
using Cer.Operations.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>From the month to the letter, over HTTP: each document once to each who is meant, as it is in the archive.</summary>
public sealed class SendingTests : IDisposable
{
    private const string Documents = $"/api/communities/{Town.Code}/documents";
    private const string Nobody = ", 2 documents have nobody with an address.";
    private const string Anna = "anna@borgo.example";
    private const string Comune = "protocollo@comune.example";

    private static readonly YearMonth December = new(2026, 12);
    private static readonly object Everything =
        new { month = "2026-12", kinds = new[] { "month_report", "statement" } };

    private readonly string _folder = Directory.CreateTempSubdirectory("cer-send-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Letters => Path.Combine(_folder, "mail", "new");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_statement_reaches_its_member_once_with_the_bytes_of_the_archive()
    {
        await using var town = await Town.SettledAsync("cer-buchi");
        await town.MakeAsync(December, DocumentKind.MonthReport, DocumentKind.Statement);
        var documents = await town.DocumentsAsync();
        var own = documents.First(document => document.Kind == DocumentKind.Statement);
        var other = documents.First(document => document.Kind == DocumentKind.Statement && document.Id != own.Id);
        await using var app = await AppAsync(town);
        // Two persons of one mailbox, one of them shut out, and somebody whom only the report concerns.
        await AddAsync(app, Anna, new(Role.Member, town.Community, Town.Code, own.Member!.Value.Id));
        await AddAsync(
            app, "Anna@borgo.example", new(Role.Member, town.Community, Town.Code, own.Member!.Value.Id));
        var gone = await AddAsync(
            app, "via@borgo.example", new(Role.Member, town.Community, Town.Code, other.Member!.Value.Id));
        await app.Services.GetRequiredService<IPeopleStore>().DisableAsync(gone, "test", Cancellation);
        await AddAsync(app, Comune, new(Role.Operator, null, null, null));
        using var client = await SignedIn.AsOperatorAsync(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(client, Everything)));
        Assert.Equal(2, answers.Sum(answer => (int)answer["queued"]!));
        Assert.All(answers, answer => Assert.Equal(
            (2, 1), ((int)answer["queued"]! + (int)answer["alreadySent"]!, (int)answer["withoutAddress"]!)));
        await Eventually.EqualAsync(2, async () =>
            (await ListAsync(client, Documents)).Count(row => (string?)row!["sent"]?["state"] == "sent"));
        Assert.Equal(
            """{"queued":0,"alreadySent":2,"withoutAddress":1,"unsubscribed":0,"undeliverable":0}""",
            (await SendAsync(client, Everything)).ToJsonString());

        var letters = await Task.WhenAll(Directory.GetFiles(Letters).Select(ReadAsync));
        Assert.Equal([Anna, Comune], letters.Select(To).Order(StringComparer.Ordinal));
        var letter = letters.Single(one => To(one) == Anna);
        Assert.Equal(
            await town.Archive.HtmlAsync(own, Cancellation),
            ((string)letter["html"]!).TrimEnd('\n'),
            ignoreLineEndingDifferences: true);
        Assert.StartsWith("Estratto di dicembre 2026", (string)letter["subject"]!, StringComparison.Ordinal);
        Assert.Contains($"documento n. {own.Number}", (string)letter["text"]!, StringComparison.Ordinal);
        Assert.Empty(letter["defects"]!.AsArray());
        var name = $"{own.Number.Year}-{own.Number.Number:0000}-statement-2026-12";
        Assert.Equal(
            [
                (name + ".pdf", "application/pdf", Convert.ToBase64String(await town.Archive.PdfAsync(own, Cancellation))),
                (name + ".csv", "text/csv", Convert.ToBase64String(await town.Archive.HoursAsync(own, Cancellation))),
            ],
            letter["attachments"]!.AsArray().Select(file =>
                ((string)file!["name"]!, (string)file["type"]!, (string)file["base64"]!)));

        var rows = await ListAsync(client, Documents);
        Assert.Null(rows.Single(row => (long)row!["id"]! == other.Id)!["sent"]);
        var months = await ListAsync(client, $"/api/communities/{Town.Code}/months");
        var month = months.Single(row => (string?)row!["month"] == "2026-12");
        Assert.Equal(documents.Count, (int)month!["documents"]!);
        await OnlyOwnAsync(app, town, own, other);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_and_an_auditor_sends_nothing()
    {
        await using var town = await Town.SettledAsync("cer-buchi", press: new BlankPress());
        await using var app = await AppAsync(town);
        using var client = await SignedIn.AsOperatorAsync(app);
        await RefusedAsync(client, Everything, HttpStatusCode.Conflict);
        await RefusedAsync(client, new { month = "2020-01", kinds = new[] { "statement" } }, HttpStatusCode.Conflict);
        await RefusedAsync(client, new { month = "gennaio", kinds = new[] { "statement" } }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, new { month = "2026-12", kinds = new[] { "invoice" } }, HttpStatusCode.BadRequest);
        using var auditor = await SignedIn.AsAsync(app, new PersonRole(Role.Auditor, null, null, null));
        await RefusedAsync(auditor, Everything, HttpStatusCode.Forbidden);
        await town.MakeAsync(December, DocumentKind.Statement);
        Assert.Equal(2, (int)(await SendAsync(client, Everything))["withoutAddress"]!);
    }

    [Fact]
    public async Task The_verb_makes_what_is_missing_and_sends_it_once()
    {
        await using var town = await Town.SettledAsync("cer-buchi");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "settings.json"),
            JsonSerializer.Serialize(new { connection = town.Address, reports = new { send_to = new[] { Comune } } }),
            Cancellation);
        Assert.Equal(
            ["3 of 3 documents are in the archive.", "1 letters wait to be sent, 0 had been put before" + Nobody],
            await ReportAsync());
        Assert.Equal("0 letters wait to be sent, 1 had been put before" + Nobody, (await ReportAsync())[1]);

        async Task<string[]> ReportAsync()
        {
            string[] words =
            [
                Path.Combine(AppContext.BaseDirectory, "cer.dll"), "report", "--data", _folder, "--community", Town.Code,
                "--month", "2026-12", "--send", "--clock", "2027-02-01T18:00:00+01:00",
            ];
            var said = await Tool.RunAsync("dotnet", words);
            return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [Fact]
    public async Task Chosen_addresses_get_the_report_in_place_of_those_who_run_the_community()
    {
        await using var town = await Town.SettledAsync("cer-buchi", press: new BlankPress());
        await town.MakeAsync(December, DocumentKind.MonthReport);
        await using var app = await AppAsync(town, "sindaco@comune.example");
        await AddAsync(app, Comune, new(Role.Administrator, null, null, null));
        using var client = await SignedIn.AsOperatorAsync(app);
        Assert.Equal(1, (int)(await SendAsync(client, Everything))["queued"]!);
        var row = (await ListAsync(client, $"/api/communities/{Town.Code}/mail")).Single();
        Assert.Equal("s***@comune.example", (string)row!["to"]!);
        await using var wrong = await AppAsync(town, "sindaco");
        using var there = await SignedIn.AsOperatorAsync(wrong);
        await RefusedAsync(there, Everything, HttpStatusCode.Conflict);
    }

    private static async Task OnlyOwnAsync(WebApplication app, Town town, ArchivedDocument own, ArchivedDocument other)
    {
        foreach (var (document, isSent) in new[] { (own, true), (other, false) })
        {
            using var member = await SignedIn.AsAsync(
                app, new PersonRole(Role.Member, town.Community, Town.Code, document.Member!.Value.Id));
            var row = (await ListAsync(member, "/api/mine/documents")).Single()!;
            Assert.Equal(
                (document.Id, document.Number.ToString(), Convert.ToHexStringLower(document.Sha256.Span), isSent),
                ((long)row["id"]!, (string)row["number"]!, (string)row["sha256"]!, row["sent"] is not null));
            using var refused = await member.PostAsJsonAsync(Documents + "/send", Everything, Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    // Whichever of the two persons came first: both write the same mailbox, one of them with a capital.
    private static string To(JsonNode letter) => ((string)letter["to"]!).ToLowerInvariant();

    private static async Task<int> AddAsync(WebApplication app, string email, PersonRole role) =>
        (await app.Services.GetRequiredService<IPeopleStore>().AddAsync(
            new($"p{Guid.NewGuid():N}", "Persona inventata", email, [role]),
            SecretToken.New(),
            "test",
            Cancellation))!.Person;

    private static async Task<JsonNode> SendAsync(HttpClient client, object order)
    {
        using var answer = await client.PostAsJsonAsync(Documents + "/send", order, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task RefusedAsync(HttpClient client, object order, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync(Documents + "/send", order, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("expected", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task<JsonArray> ListAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!.AsArray();

    private static async Task<JsonNode> ReadAsync(string path)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "read_mail.py"), path])
        {
            RedirectStandardOutput = true,
        };
        using var python = Process.Start(start)!;
        return JsonNode.Parse(await python.StandardOutput.ReadToEndAsync(Cancellation))!;
    }

    private async Task<WebApplication> AppAsync(Town town, params string[] sendTo)
    {
        var settings = new Host.Data.Settings(town.Address, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            Folder = _folder,
            MemberConnection = town.MemberAddress,
            Reports = new(null, sendTo.Length == 0 ? null : sendTo),
        };
        var app = ServeCommand.Build(settings, town.Get<TimeProvider>());
        await app.StartAsync(Cancellation);
        return app;
    }
}
