namespace Cer.Host.Mail;

/// <summary>Who gets no optional letters.</summary>
internal sealed record HeldBack(IReadOnlyList<HeldReader> Unsubscribed, IReadOnlyList<HeldAddress> Addresses);
