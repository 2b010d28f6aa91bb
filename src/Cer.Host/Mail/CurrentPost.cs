using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>Carries letters the way that holds when it is opened.</summary>
internal sealed class CurrentPost(CurrentMail mail, TimeProvider time) : ICarrier
{
    public Task<ICarriage> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return MailServices.Carrier(MailWay.Of(mail.Settings), time).OpenAsync(cancellation);
        }
        catch (UserFault fault)
        {
            throw new CarrierClosed(fault.Message, isLasting: true);
        }
    }
}
