using System.Text;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>Logging in, and what is not even offered to a server.</summary>
public class SmtpLoginTests
{
    private static readonly EmailAddress From = EmailAddress.Parse("cer@esempio.invalid", null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_repeats_the_password_does_not_bring_it_into_a_fault()
    {
        await using var server = new FaultServer
        {
            Answer = (_, line) => line.StartsWith(
            "AUTH", StringComparison.Ordinal) ? $"535 5.7.8 not taken: {line} hunter2" : null
        };
        var fault = await Assert.ThrowsAsync<SmtpFault>(
            () => SmtpSession.OpenAsync(server.Options with { Username = "cer", Password = "hunter2" }, Cancellation));
        Assert.Equal((SmtpFaultKind.Unauthorised, true), (fault.Kind, fault.IsLasting));
        Assert.Equal("Found 535 5.7.8 not taken: AUTH PLAIN … … to the name and password, expected 235.", fault.Message);
    }

    [Fact]
    public async Task Where_only_LOGIN_is_offered_it_is_spoken()
    {
        await using var server = new FaultServer
        {
            Abilities = ["AUTH=LOGIN"],
            Answer = (_, line) => line switch
            {
                "Y2Vy" => "334 UGFzc3dvcmQ6",
                "cMOgcmk=" => "235 welcome",
                _ => null,
            },
        };
        await using var session =
            await SmtpSession.OpenAsync(server.Options with { Username = "cer", Password = "pàri" }, Cancellation);
        Assert.Equal(["AUTH LOGIN", "Y2Vy", "cMOgcmk="], server.Heard.Skip(1).Take(3));
    }

    [Fact]
    public async Task A_letter_that_the_server_cannot_take_is_not_offered()
    {
        await using var server = new FaultServer { Abilities = ["SIZE 100"] };
        await using var session = await SmtpSession.OpenAsync(server.Options, Cancellation);
        foreach (var (letter, to, word) in new[]
        {
            (Encoding.UTF8.GetBytes("Subject: a\r\n\r\nè\r\n"), From, "8BITMIME"),
            ("a\r\n"u8.ToArray(), EmailAddress.Parse("così@esempio.invalid", null), "SMTPUTF8"),
            (new byte[101], From, "at most 100"),
            ("a\0b\r\n"u8.ToArray(), From, "NUL"),
        })
        {
            var outcome = await session.SendAsync(new(From, [to]), letter, _ => Task.FromResult(true), Cancellation);
            Assert.Contains(word, Assert.IsType<SmtpOutcome.Unfit>(outcome).Problem, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }
}
