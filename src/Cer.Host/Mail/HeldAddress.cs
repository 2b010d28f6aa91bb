namespace Cer.Host.Mail;

/// <summary>An address that a server refused for good, masked.</summary>
internal sealed record HeldAddress(long Id, string Address, string Code, string Problem, string At, long Letter);
