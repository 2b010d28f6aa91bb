using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cer.Messaging.Smtp;

/// <summary>One letter in a session: MAIL, RCPT, DATA, the letter, the final dot.</summary>
internal sealed class SmtpExchange(SmtpOptions options, SmtpChannel channel, SmtpAbilities abilities)
{
    public const string SenderStep = "MAIL FROM";

    private static readonly byte[] FinalDot = ".\r\n"u8.ToArray();

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    public async Task<SmtpOutcome> RunAsync(
        SmtpEnvelope envelope,
        ReadOnlyMemory<byte> letter,
        Func<CancellationToken, Task<bool>> mayClose,
        CancellationToken cancellation)
    {
        var isEightBit = !Ascii.IsValid(letter.Span);
        if (Problem(envelope, letter.Span, isEightBit) is { } problem) return new SmtpOutcome.Unfit(problem);

        var reply = await channel.AskAsync(MailCommand(envelope, letter.Length, isEightBit), cancellation);
        if (!reply.IsPositive) return new SmtpOutcome.Refused(SenderStep, reply, []);
        List<SmtpRecipient> recipients = [];
        foreach (var recipient in envelope.Recipients)
        {
            reply = await channel.AskAsync($"RCPT TO:<{recipient}>{(abilities.Reports ? " NOTIFY=FAILURE" : "")}", cancellation);
            recipients.Add(new(recipient, reply));
            if (reply.IsGoodbye) break;
        }

        // With nobody to send to, the answer that leaves the most hope counts.
        if (!recipients.Any(recipient => recipient.Reply.IsPositive) || reply.IsGoodbye)
            return new SmtpOutcome.Refused("RCPT TO", recipients.MinBy(recipient => recipient.Reply.Code)!.Reply, recipients);
        reply = await channel.AskAsync("DATA", cancellation);
        if (reply.Code != 354) return new SmtpOutcome.Refused("DATA", reply, recipients);
        await channel.WriteAsync(DataLines.Of(letter.Span), cancellation);
        // Twice, since only a server that is there when the dot is sent can leave us in doubt.
        channel.ThrowIfGone();
        if (!await mayClose(cancellation)) return new SmtpOutcome.Withheld();
        channel.ThrowIfGone();
        return await CloseAsync(recipients, cancellation);
    }

    private async Task<SmtpOutcome> CloseAsync(List<SmtpRecipient> recipients, CancellationToken cancellation)
    {
        // From the dot on the letter may be taken: whoever stops now would not know whether it was.
        using var patience = new CancellationTokenSource(options.FinalPatience);
        await using var hurry = cancellation.Register(() => patience.CancelAfter(options.Grace));
        try
        {
            await channel.WriteAsync(FinalDot, patience.Token);
            var reply = await channel.ReadAsync(options.FinalPatience, patience.Token);
            return reply.IsPositive
                ? new SmtpOutcome.Accepted(reply, recipients)
                : reply.Code >= 400
                    ? new SmtpOutcome.Refused("the letter", reply, recipients)
                    : new SmtpOutcome.Unanswered($"Found {reply} to the whole letter, expected 250 or a refusal.", recipients);
        }
        catch (SmtpFault fault)
        {
            return new SmtpOutcome.Unanswered(
                $"The letter was given whole, and its answer was lost. {fault.Message}", recipients);
        }
        catch (OperationCanceledException)
        {
            return new SmtpOutcome.Unanswered(
                "The letter was given whole, and the server's answer did not come in time.", recipients);
        }
    }

    private string MailCommand(SmtpEnvelope envelope, int size, bool isEightBit)
    {
        var command = new StringBuilder($"MAIL FROM:<{envelope.From}>");
        if (abilities.LargestLetter is not null) command.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        if (isEightBit) command.Append(" BODY=8BITMIME");
        if (envelope.NeedsUtf8) command.Append(" SMTPUTF8");
        if (abilities.Reports && envelope.Id is { } id) command.Append(CultureInfo.InvariantCulture, $" RET=HDRS ENVID={id}");
        return command.ToString();
    }

    private string? Problem(SmtpEnvelope envelope, ReadOnlySpan<byte> letter, bool isEightBit)
    {
        if (envelope.Recipients.Count == 0) return "Found no recipient, expected one.";
        if (envelope.Id is { } id && (id.Length is 0 or > 100 || id.AsSpan().ContainsAnyExcept(IdCharacters)))
            return "Found an envelope id of other characters, expected letters, digits, dots and hyphens.";
        if (envelope.NeedsUtf8 && !abilities.Utf8)
            return "Found an address that is not ASCII, expected one that the server takes: it does not know SMTPUTF8.";
        if (isEightBit && !abilities.EightBit)
            return "Found a letter that is not ASCII, expected one that the server takes: it does not know 8BITMIME.";
        if (abilities.LargestLetter is { } largest && letter.Length > largest)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Found a letter of {letter.Length} bytes, expected at most {largest}, as the server says.");
        return DataLines.Problem(letter);
    }
}
