namespace Cer.Operations.Mail;

/// <summary>A way that letters go: a server, or a folder.</summary>
public interface ICarrier
{
    /// <summary>Opens the way.</summary>
    /// <exception cref="CarrierClosed">It cannot be gone now, whatever the letter.</exception>
    Task<ICarriage> OpenAsync(CancellationToken cancellation);
}
