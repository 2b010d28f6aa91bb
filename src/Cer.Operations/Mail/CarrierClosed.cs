namespace Cer.Operations.Mail;

/// <summary>No letter can go this way now; its message says why, without secrets and addresses of people.</summary>
/// <param name="message">What was found, and what was expected.</param>
/// <param name="isLasting">Whether somebody must mend something first, such as a password.</param>
/// <param name="inner">What lies below.</param>
public sealed class CarrierClosed(string message, bool isLasting, Exception? inner = null) : IOException(message, inner)
{
    public bool IsLasting { get; } = isLasting;
}
