using Cer.Host.Data;
using Cer.Host.Mail;
using Cer.Host.Tests.Wall;
using Cer.Messaging.Post;
using Cer.Messaging.Smtp;
using Cer.Messaging.Tests.Smtp;
using Cer.Operations.Mail;
using Microsoft.Extensions.Logging;

namespace Cer.Mail.Tests;

/// <summary>What a real Exim says for good of an address, at once or by a report, marks it; nothing else does.</summary>
[Trait("Peer", "Exim")]
public sealed class BadAddressTests
{
    private const string Missing = "missing@esempio.invalid";
    private const string Far = "far@esempio.invalid";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recipient_refused_with_5_1_1_is_marked_and_gets_no_optional_letter_but_the_others()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        var person = await database.PersonAsync("Missing@esempio.invalid");
        var waiting = await database.PutAsync(MailDatabase.Statement("first", person, "Missing@esempio.invalid"));
        foreach (var other in (string[])["nobody", "full", "unwanted"])
            await database.PutAsync(MailDatabase.Letter(other, $"{other}@esempio.invalid"));
        var sending = database.Sending(Post(exim));
        Assert.Equal(4, (await sending.RunAsync(Cancellation)).Failed);
        // A full mailbox, a policy and an answer without a code say nothing of the address.
        var mark = Assert.Single(await database.Marks.ListAsync(database.Community, Cancellation));
        Assert.Equal((Missing, "5.1.1", waiting), (mark.Address.ToString(), mark.Code, mark.Letter));
        Assert.Equal("Found 550 5.1.1 Mailbox unknown to RCPT TO, expected the server to take the letter.", mark.Problem);

        var put = await PutAsync(database, MailDatabase.Statement("second", person, Missing));
        Assert.Equal((false, Hindrance.Undeliverable), (put.IsNew, put.Hindered));
        Assert.True((await PutAsync(database, MailDatabase.Letter("needed", Missing))).IsNew);
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Failed);
        // Put again by hand, an optional one that was in the queue is held back.
        Assert.Equal(LetterState.Failed, await database.Letters.RetryAsync(database.Community, waiting, "test", Cancellation));
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Withheld);
        Assert.Equal(LetterState.Withheld, (await database.StandingAsync("first")).State);

        // Whoever runs the desk has it tried again: a year's later mark would be another one.
        mark = Assert.Single(await database.Marks.ListAsync(database.Community, Cancellation));
        Assert.True(await database.Marks.ClearAsync(database.Community, mark.Id, "test", Cancellation));
        Assert.False(await database.Marks.ClearAsync(database.Community, mark.Id, "test", Cancellation));
        Assert.Empty(await database.Marks.ListAsync(database.Community, Cancellation));
        Assert.True((await PutAsync(database, MailDatabase.Statement("second", person, Missing))).IsNew);
    }

    [Fact]
    public async Task Another_address_of_the_person_takes_the_mark_back()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        var person = await database.PersonAsync(Missing);
        await database.PutAsync(MailDatabase.Statement("first", person, Missing));
        await database.Sending(Post(exim)).RunAsync(Cancellation);
        Assert.Single(await database.Marks.ListAsync(database.Community, Cancellation));
        await database.RunAsync("update core.person set name = 'Rosa Bianchi'");
        Assert.Single(await database.Marks.ListAsync(database.Community, Cancellation));
        await database.RunAsync("update core.person set email = 'rosa@esempio.invalid'");
        Assert.Empty(await database.Marks.ListAsync(database.Community, Cancellation));
    }

    [Fact]
    public async Task A_report_of_a_far_server_that_knows_no_such_mailbox_marks_and_one_without_a_code_does_not()
    {
        await using var far = new FaultServer
        {
            Answer = (_, line) => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null,
        };
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync(farPort: far.Port);
        await database.PutAsync(MailDatabase.Letter("far", Far));
        await database.PutAsync(MailDatabase.Letter("later", "gone@esempio.invalid"));
        Assert.Equal(2, (await database.Sending(Post(exim)).RunAsync(Cancellation)).Sent);
        await Eventually.EqualAsync(2, () => Task.FromResult(exim.Letters().Length));
        Assert.Equal((2, 2, 0), await new BounceFolder(database.Letters, exim.Maildir).RunAsync(Cancellation));
        Assert.Equal(LetterState.Bounced, (await database.StandingAsync("far")).State);
        Assert.Equal(LetterState.Bounced, (await database.StandingAsync("later")).State);
        var mark = Assert.Single(await database.Marks.ListAsync(database.Community, Cancellation));
        Assert.Equal((Far, "5.1.1"), (mark.Address.ToString(), mark.Code));
    }

    [Fact]
    public async Task A_report_about_somebody_elses_address_marks_nobody()
    {
        await using var database = await MailDatabase.CreateAsync();
        var id = await database.PutAsync(MailDatabase.Letter("k"));
        await database.RunAsync(
            """
            delete from core.letter_queue;
            insert into core.letter_event (community_id, letter_id, attempt, event, at)
            select community_id, id, 1, 'sent', now() from core.letter;
            """);
        var stored = await database.Letters.FindAsync(database.Community, id, Cancellation);
        var bounce = new Bounce([stored!.MessageId], "Found a report, expected none.")
        {
            Failed = [new("another@esempio.invalid", new StatusCode(5, 1, 1)), new("rosa@esempio.invalid", new StatusCode(5, 2, 2))],
        };
        Assert.Equal(1, await database.Letters.BounceAsync(bounce, Cancellation));
        Assert.Empty(await database.Marks.ListAsync(database.Community, Cancellation));
    }

    [Fact]
    public async Task A_report_about_what_no_server_took_changes_nothing()
    {
        await using var database = await MailDatabase.CreateAsync();
        var answer = "451 4.7.1 greylisted";
        await using var server = new FaultServer
        {
            Answer = (_, line) => line.StartsWith(answer == FaultServer.TakeAndHangUp ? "." : "RCPT", StringComparison.Ordinal)
                ? answer
                : null,
        };
        var hour = TimeSpan.FromHours(1);
        var sending = database.Sending(
            new SmtpPost(server.Options, From, null, TimeProvider.System),
            MailDatabase.Times with { FirstWait = hour, LongestWait = hour });
        var id = await database.PutAsync(MailDatabase.Letter("k"));
        var forged = new Bounce(
            [(await database.Letters.FindAsync(database.Community, id, Cancellation))!.MessageId], "Found a report, expected none.")
        {
            Failed = [new("rosa@esempio.invalid", new StatusCode(5, 1, 1))],
        };
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).PutOff);
        await SaysNothingAsync(LetterState.Waiting);
        answer = "550 5.7.1 refused";
        await database.RunAsync("update core.letter_queue set not_before = now()");
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Failed);
        await SaysNothingAsync(LetterState.Failed);
        await database.Letters.RetryAsync(database.Community, id, "test", Cancellation);
        await SaysNothingAsync(LetterState.Waiting);

        // It is still in the queue; and of one that may have arrived a report is heard, once.
        answer = FaultServer.TakeAndHangUp;
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Uncertain);
        Assert.Equal(1, await database.Letters.BounceAsync(forged, Cancellation));
        await SaysNothingAsync(LetterState.Bounced, marks: 1);

        async Task SaysNothingAsync(LetterState state, int marks = 0)
        {
            Assert.Equal(0, await database.Letters.BounceAsync(forged, Cancellation));
            Assert.Equal(state, (await database.StandingAsync("k")).State);
            Assert.Equal(marks, (await database.Marks.ListAsync(database.Community, Cancellation)).Count);
        }
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_or_moved_holds_up_no_other()
    {
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database, _ =>
            """{"host": "127.0.0.1", "security": "none", "from": "cer@esempio.invalid", "bounce_folder": "reports"}""");
        var fresh = Directory.CreateDirectory(Path.Combine(installation.Folder, "reports", "new")).FullName;
        File.CreateSymbolicLink(Path.Combine(fresh, "gone"), Path.Combine(fresh, "nowhere"));
        var longest = new string('n', 255);
        foreach (var name in (string[])["1", longest, "2"])
            await File.WriteAllTextAsync(Path.Combine(fresh, name), "no report", Cancellation);
        var folder = new BounceFolder(database.Letters, Path.Combine(installation.Folder, "reports"));
        Assert.Equal((2, 0, 2), await folder.RunAsync(Cancellation));
        Assert.Equal((0, 0, 2), await folder.RunAsync(Cancellation));
        Assert.Equal(["gone", longest], Directory.GetFiles(fresh).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // The log says how many, and no name.
        using var log = new CaughtLog();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var service = new BounceService(
            database.Letters, MailWay.Of(Settings.Read(installation.Folder)), TimeProvider.System, logs.CreateLogger<BounceService>());
        await service.StartAsync(Cancellation);
        await Eventually.EqualAsync(1, () => Task.FromResult(log.Lines.Count));
        await service.StopAsync(Cancellation);
        var line = Assert.Single(log.Lines);
        Assert.Contains("2 messages about delivery could not be read or moved", line, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", line, StringComparison.Ordinal);
        Assert.DoesNotContain("nnn", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_of_an_address_that_nobody_has_goes_after_a_year()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        await database.PutAsync(MailDatabase.Letter("k", Missing));
        await database.Sending(Post(exim)).RunAsync(Cancellation);
        await database.RunAsync("select core.forget_address_marks()");
        Assert.Single(await database.Marks.ListAsync(database.Community, Cancellation));
        await database.RunAsync(
            """
            alter table core.address_mark disable trigger is_append_only;
            update core.address_mark set at = at - interval '366 days';
            alter table core.address_mark enable trigger is_append_only;
            """);
        await database.RunAsync("select core.forget_address_marks()");
        Assert.Empty(await database.Marks.ListAsync(database.Community, Cancellation));
    }

    private static Task<PutLetter> PutAsync(MailDatabase database, Letter letter) =>
        database.Outbox.PutAsync(database.Community, letter, Cancellation);

    private static SmtpPost Post(Exim exim) => new(exim.Options(SmtpSecurity.StartTls), From, null, TimeProvider.System);

    private static Sender From => Sender.TryParse("CER <cer@esempio.invalid>", out var from) ? from : throw new FormatException();
}
