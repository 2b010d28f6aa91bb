using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Data;
using Cer.Host.Mail;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>Letters go into a folder without a server, and the pages open them: masked in lists, sandboxed when opened.</summary>
public sealed class EndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letters_are_listed_opened_and_put_again()
    {
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database);
        var settings = Settings.Read(installation.Folder);
        await using var app = ServeCommand.Build(settings, TimeProvider.System);
        await app.StartAsync(Cancellation);
        using var client = await SignedIn.AsOperatorAsync(app);
        var id = await database.PutAsync(MailDatabase.Letter(
            "k", "rosa.bianchi@esempio.invalid", new Attachment("perché.pdf", "application/pdf", "%PDF"u8.ToArray())));
        await Eventually.EqualAsync(LetterState.Sent, async () => (await database.StandingAsync("k")).State);
        Assert.Single(Directory.GetFiles(Path.Combine(installation.Maildir, "new")));

        var place = $"/api/communities/{MailDatabase.Code}/mail";
        var row = JsonNode.Parse(await client.GetStringAsync(place, Cancellation))!.AsArray().Single()!;
        Assert.Equal((id, "r***@esempio.invalid", "Conto k", "sent", 1), ((long)row["id"]!, (
            string)row["to"]!, (string)row["subject"]!, (string)row["state"]!, (int)row["attempts"]!));
        Assert.Null(row["problem"]);

        using var opened = await client.GetAsync($"{place}/{id}", Cancellation);
        AssertSandboxed(opened);
        var letter = JsonNode.Parse(await opened.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("<p>Perché no?</p>", (string)letter["html"]!);
        Assert.Equal("Perché no?\n.\nfine", (string)letter["text"]!);
        Assert.Equal(["Date", "From", "To", "Subject", "Message-ID"], letter["headers"]!.AsArray().Select(
            header => (string)header!["name"]!));
        Assert.Equal(("perché.pdf", 4), ((string)letter["attachments"]![0]!["name"]!, (int)letter["attachments"]![0]!["bytes"]!));

        using var page = await client.GetAsync($"{place}/{id}/html", Cancellation);
        AssertSandboxed(page);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        using var file = await client.GetAsync($"{place}/{id}/attachments/1", Cancellation);
        AssertSandboxed(file);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("perché.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("%PDF", await file.Content.ReadAsStringAsync(Cancellation));

        string[] missing =
        [
            $"{place}/{id + 1}", $"{place}/{id}/attachments/2", $"{place}/{id}/attachments/0",
            "/api/communities/altra/mail", $"/api/communities/altra/mail/{id}",
        ];
        foreach (var nothing in missing)
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(nothing, Cancellation)).StatusCode);
        client.DefaultRequestHeaders.Remove("X-Cer-Request");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"{place}/{id}/retry", null, Cancellation)).StatusCode);
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync($"{place}/{id}/retry", null, Cancellation)).StatusCode);
        var stored = await database.Letters.FindAsync(database.Community, id, Cancellation);
        Assert.Equal(1, await database.Letters.BounceAsync(
            new([stored!.MessageId], "Found no mailbox, expected one."), Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"{place}/{id}/retry", null, Cancellation)).StatusCode);
        await Eventually.EqualAsync((LetterState.Sent, 2), async () =>
        {
            var again = await database.StandingAsync("k");
            return (again.State, again.Attempts);
        });
        Assert.Single(Directory.GetFiles(Path.Combine(installation.Maildir, "new")));
    }

    [Fact]
    public async Task A_wrong_section_closes_only_the_mail_and_its_letters_say_why()
    {
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database, _ => """{"host": "127.0.0.1", "from": "cer"}""");
        await using var app = ServeCommand.Build(Settings.Read(installation.Folder), TimeProvider.System);
        await app.StartAsync(Cancellation);
        await database.PutAsync(MailDatabase.Letter("k"));
        await Eventually.EqualAsync(true, async () =>
            (await database.StandingAsync(
                "k")).Problem?.StartsWith("Found no address in mail.from", StringComparison.Ordinal) ?? false);
        Assert.Equal(LetterState.Waiting, (await database.StandingAsync("k")).State);
    }

    [Theory]
    [InlineData("smtp.esempio.invalid", "none", null, null, "Found none for smtp.esempio.invalid in mail.security")]
    [InlineData("127.0.0.1", "ssl", null, null, "Found 'ssl' in mail.security")]
    [InlineData("127.0.0.1", null, "cer", null, "Found one of username and password_file in mail.username")]
    [InlineData("127.0.0.1", null, null, 0, "Found 0 in mail.port")]
    [InlineData("", null, null, null, "Found nothing in mail.host")]
    public void A_wrong_word_of_the_section_is_named(string host, string? security, string? username, int? port, string sentence)
    {
        var mail = new MailSettings(host, "cer@esempio.invalid") { Security = security, Username = username, Port = port };
        var fault = Assert.Throws<Host.UserFault>(() => MailWay.Of(new Settings("x", null, null) { Mail = mail }));
        Assert.StartsWith(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static void AssertSandboxed(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("sandbox; default-src 'none'", answer.Headers.GetValues(
            "Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
