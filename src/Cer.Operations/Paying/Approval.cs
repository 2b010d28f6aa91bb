using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>A person's approval.</summary>
/// <param name="Person">The store's number.</param>
/// <param name="Name">How the person is called.</param>
/// <param name="At">When.</param>
public sealed record Approval(int Person, string Name, Instant At);
