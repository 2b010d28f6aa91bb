using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Cer.Messaging.Mime;
using Cer.Messaging.Post;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>Letters through a real Exim, read back from its Maildir by a parser of other hands.</summary>
[Trait("Peer", "Exim")]
public sealed class EximTests
{
    private static readonly Sender From = Sent("Comunità Energetica «Maremma» <cer@esempio.invalid>");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SmtpSecurity.StartTls, "PLAIN")]
    [InlineData(SmtpSecurity.StartTls, "LOGIN")]
    [InlineData(SmtpSecurity.Tls, "PLAIN")]
    [InlineData(SmtpSecurity.Tls, "LOGIN")]
    public async Task A_letter_arrives_as_it_was_written(SmtpSecurity security, string mechanism)
    {
        await using var exim = await Exim.StartAsync(mechanism);
        var pdf = new byte[70_000];
        Random.Shared.NextBytes(pdf);
        var letter = new Letter(
            LetterKind.Workflow,
            "k",
            EmailAddress.Parse("rosa@esempio.invalid", null),
            "Il suo conto di ottobre è pronto: perché condividere l'energia conviene a chi abita a Magliano in Toscana (àèìòù €)",
            "<!doctype html><p>Perché «no»? = 100 %</p>" + new string('x', 3000),
            "Prima riga\n.\n.punto in testa\nFrom qui\nultima riga con spazi   \n€",
            [
                new(
                    "Conto di ottobre – Perché così è più bello, lunghissimo nome di un documento qualunque.pdf",
                    "application/pdf",
                    pdf),
                new("ore.csv", "text/csv", "Ora;kWh\r\n1;0,5\r\n"u8.ToArray()),
            ]);
        await using (var session = await SmtpSession.OpenAsync(exim.Options(security), Cancellation))
        {
            var bytes = MimeWriter.Write(new()
            {
                From = From,
                ReplyTo = From,
                Letter = letter,
                Date = new(
                2026, 11, 3, 9, 30, 0, TimeSpan.FromHours(1)),
                MessageId = "cer.0123"
            });
            var outcome = await session.SendAsync(
                new(From.Address, [letter.To], "cer.0123"), bytes, _ => Task.FromResult(true), Cancellation);
            Assert.IsType<SmtpOutcome.Accepted>(outcome);
            await session.QuitAsync(Cancellation);
        }

        await Eventually.EqualAsync(1, () => Task.FromResult(exim.Letters().Length));
        var read = await ReadAsync(exim.Letters()[0]);
        Assert.Equal(letter.Subject, (string?)read["subject"]);
        Assert.Equal("Comunità Energetica «Maremma» <cer@esempio.invalid>", (string?)read["from"]);
        Assert.Equal("rosa@esempio.invalid", (string?)read["to"]);
        Assert.Equal("<cer.0123@esempio.invalid>", (string?)read["id"]);
        Assert.Equal("2026-11-03T08:30:00+00:00", (string?)read["date"]);
        Assert.Equal(letter.Html, ((string)read["html"]!).TrimEnd('\n'));
        Assert.Equal(letter.Text, ((string)read["text"]!).TrimEnd('\n'));
        Assert.Equal(
            letter.Attachments.Select(attachment => (attachment.Name, attachment.MediaType, Convert.ToHexStringLower(
                SHA256.HashData(attachment.Bytes.Span)))),
            read["attachments"]!.AsArray().Select(attachment => (
                (string)attachment!["name"]!, (string)attachment["type"]!, (string)attachment["sha256"]!)));
        Assert.Empty(read["defects"]!.AsArray());
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task A_wrong_password_is_told_as_the_server_says_it(string mechanism)
    {
        await using var exim = await Exim.StartAsync(mechanism);
        var closed = await Assert.ThrowsAsync<CarrierClosed>(() => new SmtpPost(
            exim.Options(SmtpSecurity.StartTls) with { Password = "wrong" }, From, null, TimeProvider.System).OpenAsync(
                Cancellation));
        Assert.StartsWith(
            "Found 535 Incorrect authentication data to the name and password",
            closed.Message,
            StringComparison.Ordinal);
        Assert.True(closed.IsLasting);
    }

    [Fact]
    public async Task A_mailbox_that_is_refused_fails_and_one_given_up_later_bounces()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        await database.PutAsync(MailDatabase.Letter("good"));
        await database.PutAsync(MailDatabase.Letter("refused", "nobody@esempio.invalid"));
        await database.PutAsync(MailDatabase.Letter("later", "gone@esempio.invalid"));
        var sending = database.Sending(new SmtpPost(exim.Options(SmtpSecurity.StartTls), From, null, TimeProvider.System));
        var report = await sending.RunAsync(Cancellation);
        Assert.Equal((2, 0, 1, 0), (report.Sent, report.PutOff, report.Failed, report.Uncertain));
        var refused = await database.StandingAsync("refused");
        Assert.Equal(
            (LetterState.Failed, "Found 550 No such mailbox here to RCPT TO, expected the server to take the letter."),
            (refused.State, refused.Problem));

        // The letter that arrived, and the report that came back to the sender.
        await Eventually.EqualAsync(2, () => Task.FromResult(exim.Letters().Length));
        var folder = new Host.Mail.BounceFolder(database.Letters, exim.Maildir);
        Assert.Equal((2, 1, 0), await folder.RunAsync(Cancellation));
        Assert.Equal((0, 0, 0), await folder.RunAsync(Cancellation));
        var bounced = await database.StandingAsync("later");
        Assert.Equal(LetterState.Bounced, bounced.State);
        Assert.StartsWith("Found a report that the letter was not delivered (5.", bounced.Problem, StringComparison.Ordinal);
        Assert.Equal(LetterState.Sent, (await database.StandingAsync("good")).State);
    }

    [Fact]
    public async Task Two_nodes_send_each_letter_once()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        for (var i = 0; i < 60; i++) await database.PutAsync(MailDatabase.Letter($"k{i}"));
        var reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            database.Sending(new SmtpPost(
                exim.Options(SmtpSecurity.StartTls), From, null, TimeProvider.System)).RunAsync(Cancellation)));
        Assert.Equal(60, reports.Sum(report => report.Sent));
        await Eventually.EqualAsync(60, () => Task.FromResult(exim.Letters().Length));
        Assert.All(await exim.ArrivedAsync(), letter => Assert.Equal(1, letter.Value));
        Assert.Equal(60, (await exim.ArrivedAsync()).Count);
    }

    [Fact]
    public async Task A_server_killed_again_and_again_gets_each_letter_once()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync(isHeld: true);
        const int Count = 60;
        for (var i = 0; i < Count; i++) await database.PutAsync(MailDatabase.Letter($"k{i}"));
        var sending = database.Sending(new SmtpPost(exim.Options(SmtpSecurity.StartTls), From, null, TimeProvider.System));
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var run = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    if ((await database.StatesAsync()).GetValueOrDefault(LetterState.Waiting) == 0) return;
                    await sending.RunAsync(done.Token);
                    await Task.Delay(20, done.Token);
                }
            },
            done.Token);
        for (var kill = 1; kill <= 3; kill++)
        {
            var least = kill * 12;
            while ((await database.StatesAsync()).GetValueOrDefault(
                LetterState.Sent) < least && !run.IsCompleted) await Task.Delay(5, Cancellation);
            await exim.KillAsync();
            await exim.StartAgainAsync();
        }

        await run.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        await Verdict.EachOnceAsync(database, exim, sending, Count);
    }

    internal static async Task<JsonNode> ReadAsync(string path)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(
            AppContext.BaseDirectory, "read_mail.py"), path])
        { RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        return JsonNode.Parse(await python.StandardOutput.ReadToEndAsync(Cancellation))!;
    }

    private static Sender Sent(string text) => Sender.TryParse(text, out var sender) ? sender : throw new ArgumentException(text);
}
