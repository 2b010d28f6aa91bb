using Cer.Messaging.Post;
using Cer.Messaging.Smtp;
using Cer.Messaging.Tests.Smtp;
using Cer.Operations.Mail;

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
        Assert.Equal((2, 2), await new Host.Mail.BounceFolder(database.Letters, exim.Maildir).RunAsync(Cancellation));
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
        await database.RunAsync("update core.letter_queue set attempt = 1");
        var stored = await database.Letters.FindAsync(database.Community, id, Cancellation);
        var bounce = new Bounce([stored!.MessageId], "Found a report, expected none.")
        {
            Failed = [new("another@esempio.invalid", new StatusCode(5, 1, 1)), new("rosa@esempio.invalid", new StatusCode(5, 2, 2))],
        };
        Assert.Equal(1, await database.Letters.BounceAsync(bounce, Cancellation));
        Assert.Empty(await database.Marks.ListAsync(database.Community, Cancellation));
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

    private static SmtpPost Post(Exim exim)
    {
        Assert.True(Sender.TryParse("CER <cer@esempio.invalid>", out var from));
        return new(exim.Options(SmtpSecurity.StartTls), from, null, TimeProvider.System);
    }
}
