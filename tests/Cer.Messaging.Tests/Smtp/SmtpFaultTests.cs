using System.Diagnostics;
using System.Text;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>What a server does wrong is told for what it is, and never sends a letter twice or a secret anywhere.</summary>
public class SmtpFaultTests
{
    private static readonly EmailAddress From = EmailAddress.Parse("cer@esempio.invalid", null);
    private static readonly EmailAddress To = EmailAddress.Parse("rosa@esempio.invalid", null);
    private static readonly byte[] Letter = Encoding.ASCII.GetBytes("Subject: prova\r\n\r\n.punto\r\nfine\r\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<SmtpOutcome> SendAsync(SmtpSession session, byte[]? letter = null, params EmailAddress[] to) =>
        session.SendAsync(
            new(From, to.Length == 0 ? [To] : to, "cer.1"), letter ?? Letter, _ => Task.FromResult(true), Cancellation);

    private static Task<SmtpFault> FaultAsync(SmtpOptions options) =>
        Assert.ThrowsAsync<SmtpFault>(async () => await (await SmtpSession.OpenAsync(options, Cancellation)).DisposeAsync());

    [Fact]
    public async Task A_letter_is_taken_with_its_dots_doubled_and_another_follows_in_the_session()
    {
        await using var server = new FaultServer();
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        Assert.IsType<SmtpOutcome.Accepted>(await SendAsync(session));
        Assert.IsType<SmtpOutcome.Accepted>(await SendAsync(session));
        await session.QuitAsync(Cancellation);
        Assert.Equal(["Subject: prova\r\n\r\n..punto\r\nfine\r\n", "Subject: prova\r\n\r\n..punto\r\nfine\r\n"], server.Taken);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Greylisting_is_a_refusal_for_now_and_the_session_goes_on()
    {
        var asked = 0;
        await using var server = new FaultServer
        {
            Answer = (_, line) => line.StartsWith(
                "RCPT", StringComparison.Ordinal) && asked++ == 0 ? "451 4.7.1 greylisted, come back" : null,
        };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        var refused = Assert.IsType<SmtpOutcome.Refused>(await SendAsync(session));
        Assert.True(refused.Reply.IsTransient);
        Assert.Equal("451 4.7.1 greylisted, come back", refused.Reply.ToString());
        Assert.True(session.IsOpen);
        Assert.IsType<SmtpOutcome.Accepted>(await SendAsync(session));
    }

    [Fact]
    public async Task Each_recipient_has_an_answer_of_his_own()
    {
        await using var server = new FaultServer
        {
            Answer = (_, line) => line.StartsWith("RCPT TO:<nobody", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null,
        };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        var outcome = Assert.IsType<SmtpOutcome.Accepted>(
            await SendAsync(session, null, EmailAddress.Parse("nobody@esempio.invalid", null), To));
        Assert.Equal([550, 250], outcome.Recipients.Select(recipient => recipient.Reply.Code));
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_the_final_dot_leaves_the_letter_uncertain()
    {
        await using var server = new FaultServer { Answer = (_, line) => line == "." ? FaultServer.TakeAndHangUp : null };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        Assert.IsType<SmtpOutcome.Unanswered>(await SendAsync(session));
        Assert.False(session.IsOpen);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_server_killed_within_a_large_letter_did_not_take_it()
    {
        await using var server = new FaultServer { LinesOfLetter = 5 };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        var line = Encoding.ASCII.GetBytes(new string('x', 70) + "\r\n");
        var large = Enumerable.Repeat(line, 100_000).SelectMany(bytes => bytes).ToArray();
        var fault = await Assert.ThrowsAsync<SmtpFault>(() => SendAsync(session, large));
        Assert.Equal(SmtpFaultKind.Unreachable, fault.Kind);
        Assert.False(session.IsOpen);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_that_is_gone_when_the_dot_is_due_did_not_take_even_a_small_letter()
    {
        await using var server = new FaultServer { LinesOfLetter = 2 };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        var sending = session.SendAsync(
            new(From, [To]),
            Letter,
            async _ =>
            {
                await server.HungUp.Task;
                return true;
            },
            Cancellation);
        Assert.Equal(SmtpFaultKind.Unreachable, (await Assert.ThrowsAsync<SmtpFault>(() => sending)).Kind);
    }

    [Fact]
    public async Task Without_leave_the_dot_is_not_sent_and_the_server_drops_the_letter()
    {
        await using var server = new FaultServer();
        await using (var session = await SmtpSession.OpenAsync(server.Options, Cancellation))
        {
            var outcome = await session.SendAsync(new(From, [To]), Letter, _ => Task.FromResult(false), Cancellation);
            Assert.IsType<SmtpOutcome.Withheld>(outcome);
            Assert.False(session.IsOpen);
        }

        await server.HungUp.Task.WaitAsync(Cancellation);
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData("421 4.3.2 closing", false)]
    [InlineData("554 5.7.1 not from there", true)]
    public async Task A_greeting_that_refuses_is_told_with_its_words(string greeting, bool isLasting)
    {
        await using var server = new FaultServer { Answer = (_, line) => line.Length == 0 ? greeting : null };
        var fault = await FaultAsync(server.Options);
        Assert.Equal((SmtpFaultKind.Refused, isLasting), (fault.Kind, fault.IsLasting));
        Assert.Equal($"Found {greeting} to greeting, expected 220.", fault.Message);
    }

    [Fact]
    public async Task After_421_the_session_is_over()
    {
        await using var server = new FaultServer
        {
            Answer = (
            _, line) => line.StartsWith("RCPT", StringComparison.Ordinal) ? "421 too many" : null
        };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        Assert.Equal(421, Assert.IsType<SmtpOutcome.Refused>(await SendAsync(session)).Reply.Code);
        Assert.False(session.IsOpen);
    }

    public static TheoryData<string> Junk => new()
    {
        "HTTP/1.1 400 Bad Request",
        "22 too short",
        "220-one\r\n250 two codes",
        "999 no such code",
        string.Concat(Enumerable.Repeat("220-more\r\n", 10_000)),
        "220 " + new string('x', 100_000),
        "220x",
    };

    [Theory, MemberData(nameof(Junk))]
    public async Task What_is_no_answer_of_SMTP_is_refused_within_bounds(string says)
    {
        await using var server = new FaultServer { Answer = (_, line) => line.Length == 0 ? says : null };
        Assert.Equal(SmtpFaultKind.Garbled, (await FaultAsync(server.Options)).Kind);
    }

    [Fact]
    public async Task An_answer_of_many_lines_is_one_answer()
    {
        await using var server = new FaultServer
        {
            Answer = (
            _, line) => line.Length == 0 ? "220-eins\r\n220-due\r\n220 three\u0007" : null
        };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        Assert.True(session.Abilities.EightBit);
        Assert.Equal(10_000_000, session.Abilities.LargestLetter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DATA")]
    public async Task A_silent_server_is_left_when_patience_ends(string where)
    {
        await using var server = new FaultServer { Answer = (_, line) => line == where ? FaultServer.Stall : null };
        var fault = await Assert.ThrowsAsync<SmtpFault>(async () =>
        {
            await using var session =
                await SmtpSession.OpenAsync(server.Options with { Patience = TimeSpan.FromSeconds(1) }, Cancellation);
            await SendAsync(session);
        });
        Assert.Equal(SmtpFaultKind.Silent, fault.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EHLO")]
    public async Task Whoever_cancels_waits_no_longer(string where)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var server = new FaultServer { Answer = (_, line) => line.Split(' ')[0] == where ? FaultServer.Stall : null };
        var opening = SmtpSession.OpenAsync(server.Options with { Patience = TimeSpan.FromMinutes(10) }, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(TimeSpan.FromSeconds(60), Cancellation));
    }

    [Fact]
    public async Task Cancelled_behind_the_dot_the_answer_is_waited_for_a_little_and_then_uncertain()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var server = new FaultServer
        {
            Answer = (_, line) =>
            {
                if (line != ".") return null;
                cancelled.Cancel();
                return FaultServer.Stall;
            },
        };
        await using var session =
            await SmtpSession.OpenAsync(server.Options with { Grace = TimeSpan.FromMilliseconds(200) }, Cancellation);
        var watch = Stopwatch.StartNew();
        Assert.IsType<SmtpOutcome.Unanswered>(
            await session.SendAsync(new(From, [To]), Letter, _ => Task.FromResult(true), cancelled.Token));
        Assert.True(watch.Elapsed < server.Options.FinalPatience);
    }
}
