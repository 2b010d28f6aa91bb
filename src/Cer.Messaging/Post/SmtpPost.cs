using Cer.Messaging.Smtp;
using Cer.Operations.Mail;

namespace Cer.Messaging.Post;

/// <summary>Carries letters to a mail server.</summary>
public sealed class SmtpPost(SmtpOptions options, Sender from, Sender? replyTo, TimeProvider time) : ICarrier
{
    public async Task<ICarriage> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return new SmtpCarriage(await SmtpSession.OpenAsync(options, cancellation), from, replyTo, time);
        }
        catch (SmtpFault fault)
        {
            throw new CarrierClosed(fault.Message, fault.IsLasting, fault);
        }
    }
}
