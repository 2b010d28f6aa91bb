using Cer.Messaging.Post;
using Cer.Messaging.Tests.Smtp;
using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>The outbox: a key once, a letter once, whatever the server and the other nodes do.</summary>
public sealed class OutboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_is_put_once_and_keeps_what_it_was()
    {
        await using var database = await MailDatabase.CreateAsync();
        var first = await database.Outbox.PutAsync(database.Community, MailDatabase.Letter("k"), Cancellation);
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            database.Outbox.PutAsync(database.Community, MailDatabase.Letter("k") with { Subject = "Altro" }, Cancellation)));
        Assert.All(others, other => Assert.Equal(new(first.Id, false), other));
        Assert.Equal("Conto k", (await database.Letters.FindAsync(database.Community, first.Id, Cancellation))!.Letter.Subject);
    }

    [Fact]
    public async Task A_letter_that_a_header_could_be_slipped_into_is_not_put()
    {
        await using var database = await MailDatabase.CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => database.Outbox.PutAsync(
            database.Community, MailDatabase.Letter("k") with { Subject = "Conto\r\nBcc: tutti@esempio.invalid" }, Cancellation));
        Assert.Empty(await database.StatesAsync());
    }

    [Fact]
    public async Task A_greylisted_letter_is_tried_again_and_sent_once()
    {
        await using var database = await MailDatabase.CreateAsync();
        var asked = 0;
        await using var server = new FaultServer
        {
            Answer = (_, line) =>
                line.StartsWith("RCPT", StringComparison.Ordinal) && asked++ < 2 ? "451 4.7.1 greylisted" : null,
        };
        await database.PutAsync(MailDatabase.Letter("k"));
        // A round sends whatever is due, also what it put off itself: only a long wait ends it after one attempt.
        var sending = database.Sending(Post(server), MailDatabase.Times with
        {
            FirstWait = TimeSpan.FromHours(1),
            LongestWait = TimeSpan.FromHours(1),
        });
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).PutOff);
        var waiting = await database.StandingAsync("k");
        Assert.Equal((LetterState.Waiting, 1), (waiting.State, waiting.Attempts));
        Assert.Equal("Found 451 4.7.1 greylisted to RCPT TO, expected the server to take the letter.", waiting.Problem);
        Assert.True((await sending.RunAsync(Cancellation)).IsEmpty);
        const string Due = "update core.letter_queue set not_before = now()";
        await database.RunAsync(Due);
        Assert.Equal((0, 1), await RoundAsync());
        await database.RunAsync(Due);
        Assert.Equal((1, 0), await RoundAsync());
        await database.RunAsync(Due);
        Assert.Equal((0, 0), await RoundAsync());
        var sent = await database.StandingAsync("k");
        Assert.Equal((LetterState.Sent, 3), (sent.State, sent.Attempts));
        Assert.Single(server.Taken);

        async Task<(int Sent, int PutOff)> RoundAsync()
        {
            var report = await sending.RunAsync(Cancellation);
            return (report.Sent, report.PutOff);
        }
    }

    [Fact]
    public async Task A_letter_refused_for_now_in_all_its_days_fails()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var server = new FaultServer
        {
            Answer = (
            _, line) => line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 come back" : null
        };
        await database.PutAsync(MailDatabase.Letter("k"));
        var sending = database.Sending(Post(server));
        await sending.RunAsync(Cancellation);
        await database.RunAsync("update core.letter_queue set since = now() - interval '97 hours', not_before = now()");
        await SendUntilAsync(database, sending, LetterState.Failed);
        Assert.StartsWith("Found no server that took it in 4 days", (
            await database.StandingAsync("k")).Problem, StringComparison.Ordinal);
        Assert.Equal(0, (await sending.RunAsync(Cancellation)).PutOff);
    }

    [Fact]
    public async Task A_letter_whose_answer_was_lost_is_not_sent_again_but_by_a_person_and_with_the_same_id()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var server = new FaultServer
        {
            Answer = (
            number, line) => number == 1 && line == "." ? FaultServer.TakeAndHangUp : null
        };
        var id = await database.PutAsync(MailDatabase.Letter("k"));
        var sending = database.Sending(Post(server));
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Uncertain);
        for (var i = 0; i < 3; i++) Assert.True((await sending.RunAsync(Cancellation)).IsEmpty);
        Assert.Equal(LetterState.Uncertain, (await database.StandingAsync("k")).State);
        var decided = await Task.WhenAll(Enumerable.Range(
            0, 2).Select(_ => database.Letters.RetryAsync(database.Community, id, "test", Cancellation)));
        Assert.Equal([LetterState.Waiting, LetterState.Uncertain], decided.Select(was => was!.Value).Order());
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Sent);
        Assert.Equal(LetterState.Sent, await database.Letters.RetryAsync(database.Community, id, "test", Cancellation));
        var ids = server.Taken.Select(letter => letter.Split(
            "\r\n").Single(line => line.StartsWith("Message-ID:", StringComparison.Ordinal))).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task A_sender_whose_lease_ran_out_does_not_send_the_end_and_the_next_one_does()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var server = new FaultServer();
        await database.PutAsync(MailDatabase.Letter("k"));
        var slow = await database.Queue.ClaimAsync(TimeSpan.FromMinutes(5), Cancellation);
        Assert.Null(await database.Queue.ClaimAsync(TimeSpan.FromMinutes(5), Cancellation));
        await database.RunAsync("update core.letter_queue set lease_until = now() - interval '1 second'");
        Assert.False(await database.Queue.CloseAsync(slow!, TimeSpan.FromMinutes(5), Cancellation));
        Assert.Equal(1, (await database.Sending(Post(server)).RunAsync(Cancellation)).Sent);
        Assert.False(await database.Queue.CloseAsync(slow!, TimeSpan.FromMinutes(5), Cancellation));
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task What_a_dead_sender_had_closed_is_uncertain_and_nobody_else_takes_it()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var server = new FaultServer();
        await database.PutAsync(MailDatabase.Letter("k"));
        var dead = await database.Queue.ClaimAsync(TimeSpan.FromMinutes(5), Cancellation);
        Assert.True(await database.Queue.CloseAsync(dead!, TimeSpan.FromMinutes(5), Cancellation));
        var sending = database.Sending(Post(server));
        Assert.True((await sending.RunAsync(Cancellation)).IsEmpty);
        await database.RunAsync("update core.letter_queue set lease_until = now() - interval '1 second'");
        Assert.Equal(1, (await sending.RunAsync(Cancellation)).Uncertain);
        Assert.Equal(LetterState.Uncertain, (await database.StandingAsync("k")).State);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task While_the_server_will_not_have_us_letters_wait_and_say_why()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var server = new FaultServer { Answer = (_, line) => line.Length == 0 ? "421 4.3.2 full" : null };
        foreach (var key in new[] { "a", "b", "c" }) await database.PutAsync(MailDatabase.Letter(key));
        var report = await database.Sending(Post(server)).RunAsync(Cancellation);
        Assert.Equal("Found 421 4.3.2 full to greeting, expected 220.", report.Closed!.Message);
        Assert.Equal(1, server.Connections);
        Assert.Equal(3, (await database.StatesAsync())[LetterState.Waiting]);
    }

    [Fact]
    public async Task A_folder_takes_a_letter_once_even_if_it_is_carried_twice()
    {
        await using var database = await MailDatabase.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("cer-mail-").FullName;
        try
        {
            await database.PutAsync(MailDatabase.Letter(
                "k", "rosa@esempio.invalid", new Attachment("conto.pdf", "application/pdf", new byte[10])));
            var post = new FolderPost(folder, From, TimeProvider.System);
            var letter = await database.Queue.ClaimAsync(TimeSpan.FromMinutes(5), Cancellation);
            await using var carriage = await post.OpenAsync(Cancellation);
            for (var i = 0; i < 2; i++)
                Assert.IsType<CarryOutcome.Accepted>(
                    await carriage.CarryAsync(letter!, _ => Task.FromResult(true), Cancellation));
            var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "new")));
            Assert.Empty(Directory.GetFiles(Path.Combine(folder, "tmp")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal("Conto k", (string?)(await EximTests.ReadAsync(file))["subject"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Sender From => Sender.TryParse(
        "Comune <cer@esempio.invalid>", out var sender) ? sender : throw new ArgumentException("sender");

    private static SmtpPost Post(FaultServer server) => new(server.Options, From, null, TimeProvider.System);

    private static Task SendUntilAsync(MailDatabase database, SendLetters sending, LetterState state) =>
        Eventually.EqualAsync(state, async () =>
    {
        await sending.RunAsync(Cancellation);
        return (await database.StandingAsync("k")).State;
    });
}
