namespace Cer.Operations.Mail;

/// <summary>Why an optional letter is not sent.</summary>
public enum Hindrance
{
    /// <summary>Its reader wants no letters of its kind.</summary>
    Unsubscribed,

    /// <summary>A server said for good that there is no such address.</summary>
    Undeliverable,
}
