using NodaTime;

namespace Cer.Operations.Mail;

/// <summary>An address that a server refused for good.</summary>
/// <param name="Id">Number of the mark.</param>
/// <param name="Address">The address, in small letters.</param>
/// <param name="Code">What the server said, as a code.</param>
/// <param name="Problem">The same as a sentence.</param>
/// <param name="At">When.</param>
/// <param name="Letter">Number of the letter that did not arrive.</param>
public sealed record MarkedAddress(long Id, EmailAddress Address, string Code, string Problem, Instant At, long Letter);
