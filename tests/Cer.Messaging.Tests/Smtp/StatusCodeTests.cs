using Cer.Operations.Mail;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>Which codes of RFC 3463 say, for good, that there is no such address.</summary>
public class StatusCodeTests
{
    // RFC 3463, section 3 and RFC 7505, line by line: the code, and whether it speaks of the mailbox or domain that a letter is to.
    public static readonly TheoryData<string, bool> Codes = new()
    {
        { "5.0.0 other or undefined", false },
        { "5.1.0 other address status", false },
        { "5.1.1 bad destination mailbox address", true },
        { "5.1.2 bad destination system address", true },
        { "5.1.3 bad destination mailbox address syntax", true },
        { "5.1.4 destination mailbox address ambiguous", true },
        { "5.1.5 destination address valid", false },
        { "5.1.6 destination mailbox has moved, no forwarding address", true },
        { "5.1.7 bad sender's mailbox address syntax", false },
        { "5.1.8 bad sender's system address", false },
        { "5.1.10 null MX (RFC 7505)", true },
        { "5.2.0 other or undefined mailbox status", false },
        { "5.2.1 mailbox disabled, not accepting messages", true },
        { "5.2.2 mailbox full", false },
        { "5.2.3 message length exceeds administrative limit", false },
        { "5.3.0 other or undefined mail system status", false },
        { "5.3.4 message too big for system", false },
        { "5.4.1 no answer from host", false },
        { "5.4.4 unable to route", false },
        { "5.5.0 other or undefined protocol status", false },
        { "5.6.0 other or undefined media error", false },
        { "5.7.0 other or undefined security status", false },
        { "5.7.1 delivery not authorized, message refused", false },
        { "5.7.26 multiple authentication checks failed (RFC 7372)", false },
        { "4.1.1 not for now", false },
        { "4.2.1 not for now", false },
        { "2.1.5 delivered", false },
    };

    [Theory, MemberData(nameof(Codes))]
    public void Only_codes_of_the_mailbox_or_domain_mark_an_address(string line, bool means)
    {
        var code = StatusCode.Of(line);
        Assert.NotNull(code);
        Assert.Equal(line.Split(' ')[0], $"{code}");
        Assert.Equal(means, code.Value.MeansBadAddress);
    }

    [Theory]
    [InlineData("550 5.1.1 Mailbox unknown", "5.1.1")]
    [InlineData("550-5.1.1 Mailbox unknown 550 5.1.1 really", "5.1.1")]
    [InlineData("smtp; 550 5.1.10 null MX", "5.1.10")]
    [InlineData("smtp;550 #5.1.1 RESOLVER.ADR.RecipNotFound", "5.1.1")]
    [InlineData("550 No such mailbox here", null)]
    [InlineData("550 192.0.2.1 5.1.1", null)]
    [InlineData("550 5.1.1.2 no code", null)]
    [InlineData("550 5.1.1234 no code", null)]
    [InlineData("5.1.1 without an answer's digits", null)]
    [InlineData("X-Postfix; unknown user", null)]
    [InlineData("", null)]
    public void An_answer_tells_its_code_behind_the_three_digits(string text, string? code) =>
        Assert.Equal(code, StatusCode.OfReply(text)?.ToString());

    [Theory]
    [InlineData("5.1")]
    [InlineData("3.1.1")]
    [InlineData("5.1.99999")]
    [InlineData("none")]
    public void What_is_no_code_is_none(string text) => Assert.Null(StatusCode.Of(text));
}
