using System.Text;
using Cer.Messaging.Post;
using Cer.Operations.Mail;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>Reports of non-delivery are known by their form; nothing else is taken for one.</summary>
public class BounceReaderTests
{
    // After the example in RFC 3464, appendix E.
    private const string Report = """
        Date: Thu, 7 Jul 1994 17:16:05 -0400
        From: Mail Delivery Subsystem <MAILER-DAEMON@cs.example>
        Subject: Returned mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
              boundary="RAA14128.773615765/CS.EXAMPLE"

        --RAA14128.773615765/CS.EXAMPLE

        The original message was received.

        --RAA14128.773615765/CS.EXAMPLE
        content-type: message/delivery-status

        Reporting-MTA: dns; cs.example
        Original-Envelope-Id: cer.0123abc

        Original-Recipient: rfc822;rosa@esempio.invalid
        Final-Recipient: rfc822;rosa@esempio.invalid
        Action: ACTION
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1
          no such mailbox

        --RAA14128.773615765/CS.EXAMPLE
        content-type: message/rfc822

        Message-ID: <cer.4567def@comune.invalid>
        Subject: Conto

        body
        --RAA14128.773615765/CS.EXAMPLE--
        """;

    [Fact]
    public void A_failure_names_the_letter_by_envelope_and_message_and_says_why()
    {
        var bounce = BounceReader.Read(Encoding.UTF8.GetBytes(Report.Replace("ACTION", "failed", StringComparison.Ordinal)));
        Assert.NotNull(bounce);
        Assert.Equal(["cer.0123abc", "cer.4567def"], bounce.MessageIds);
        Assert.Equal(
            "Found a report that the letter was not delivered (smtp; 550 5.1.1 no such mailbox), expected none.",
            bounce.Problem);
    }

    [Fact]
    public void Whom_it_names_is_told_with_the_code_of_the_far_server()
    {
        var bounce = BounceReader.Read(Encoding.UTF8.GetBytes(Report
            .Replace("ACTION", "failed", StringComparison.Ordinal)
            .Replace("Status: 5.1.1", "Status: 5.0.0", StringComparison.Ordinal)));
        Assert.Equal([new("rosa@esempio.invalid", new StatusCode(5, 1, 1))], bounce!.Failed);
    }

    [Fact]
    public void Without_a_word_of_the_far_server_the_status_counts()
    {
        var bounce = BounceReader.Read(Encoding.UTF8.GetBytes(Report
            .Replace("ACTION", "failed", StringComparison.Ordinal)
            .Replace("550 5.1.1", "no code", StringComparison.Ordinal)
            .Replace("Status: 5.1.1", "Status: 5.2.2 (full)", StringComparison.Ordinal)));
        Assert.Equal([new("rosa@esempio.invalid", new StatusCode(5, 2, 2))], bounce!.Failed);
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("delivered")]
    [InlineData("relayed")]
    public void What_is_delayed_or_delivered_is_no_failure(string action) =>
        Assert.Null(BounceReader.Read(Encoding.UTF8.GetBytes(Report.Replace("ACTION", action, StringComparison.Ordinal))));

    [Theory]
    [InlineData("errore-consegna", true)]
    [InlineData("non-accettazione", true)]
    [InlineData("avvenuta-consegna", false)]
    [InlineData("accettazione", false)]
    public void A_receipt_of_PEC_tells_by_its_kind(string kind, bool isFailure)
    {
        var message = $"X-Ricevuta: {kind}\r\nX-Riferimento-Message-ID: <cer.aa@comune.invalid>\r\nSubject: x\r\n\r\nTesto\r\n";
        Assert.Equal(isFailure ? ["cer.aa"] : null, BounceReader.Read(Encoding.UTF8.GetBytes(message))?.MessageIds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: ciao\r\n\r\nNon è arrivata Message-ID: <cer.aa@x>\r\n")]
    [InlineData("Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n--x\r\n--x--\r\n")]
    [InlineData("Content-Type: multipart/report\r\n\r\nAction: failed\r\n")]
    public void Anything_else_is_none(string message) => Assert.Null(BounceReader.Read(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void A_message_of_nested_parts_without_end_is_read_within_bounds()
    {
        var nested = string.Concat(
            Enumerable.Range(0, 2000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"));
        Assert.Null(BounceReader.Read(Encoding.UTF8.GetBytes(nested + string.Concat(Enumerable.Repeat("--b\r\n", 200_000)))));
    }
}
