using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>An EnergyCommunityID as a person declared it.</summary>
/// <param name="Identifier">The identifier; null when it was taken back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who.</param>
/// <param name="At">When.</param>
public sealed record DeclaredIdentifier(string? Identifier, string Reason, string Author, Instant At)
{
    public const int Longest = 100;
}
