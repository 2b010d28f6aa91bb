using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Who took a decision back, when and why.</summary>
public sealed record Withdrawal(string Author, string Reason, Instant At);
