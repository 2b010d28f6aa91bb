using Cer.Messaging.Mime;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;

namespace Cer.Messaging.Post;

/// <summary>A session with a mail server as a carriage for letters.</summary>
internal sealed class SmtpCarriage(SmtpSession session, Sender from, Sender? replyTo, TimeProvider time) : ICarriage
{
    // Servers hang up on those who stay too long.
    private const int MostLetters = 100;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private int _carried;

    public bool IsOpen => session.IsOpen && _carried < MostLetters;

    public async Task<CarryOutcome> CarryAsync(
        ClaimedLetter letter, Func<CancellationToken, Task<bool>> mayClose, CancellationToken cancellation)
    {
        _carried++;
        var message = MimeWriter.Write(new()
        {
            From = from,
            ReplyTo = replyTo,
            Letter = letter.Stored.Letter,
            Date = time.GetUtcNow(),
            MessageId = letter.Stored.MessageId,
        });
        var envelope = new SmtpEnvelope(from.Address, [letter.Stored.Letter.To], letter.Stored.MessageId);
        try
        {
            return Outcome(await session.SendAsync(envelope, message, mayClose, cancellation));
        }
        catch (SmtpFault fault)
        {
            return new CarryOutcome.PutOff(fault.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Goodbye);
        try
        {
            await session.QuitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It is left without a goodbye.
        }

        await session.DisposeAsync();
    }

    // What it says to the sender's name is not about whom the letter is to.
    private static StatusCode? BadAddress(string step, SmtpReply reply) =>
        step != SmtpExchange.SenderStep && StatusCode.OfReply(reply.ToString()) is { MeansBadAddress: true } code ? code : null;

    private static CarryOutcome Outcome(SmtpOutcome outcome) => outcome switch
    {
        SmtpOutcome.Accepted => new CarryOutcome.Accepted(),
        SmtpOutcome.Refused { Reply: { IsPermanent: true } reply } refused =>
            new CarryOutcome.Refused(
                $"Found {reply} to {refused.Step}, expected the server to take the letter.", BadAddress(refused.Step, reply)),
        SmtpOutcome.Refused refused =>
            new CarryOutcome.PutOff($"Found {refused.Reply} to {refused.Step}, expected the server to take the letter."),
        SmtpOutcome.Unfit unfit => new CarryOutcome.Refused(unfit.Problem),
        SmtpOutcome.Unanswered unanswered => new CarryOutcome.Unanswered(unanswered.Problem),
        _ => new CarryOutcome.Lost(),
    };
}
