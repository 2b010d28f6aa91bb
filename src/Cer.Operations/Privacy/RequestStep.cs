using NodaTime;

namespace Cer.Operations.Privacy;

/// <summary>What one side said to a request.</summary>
/// <param name="Side">member or staff.</param>
/// <param name="Who">Name of the person of the staff; null for the member's side.</param>
/// <param name="State">How the request stands since.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When.</param>
/// <param name="By">Who said it for the member by a delegation; null when it did itself.</param>
public sealed record RequestStep(string Side, string? Who, string State, string Text, Instant At, string? By);
