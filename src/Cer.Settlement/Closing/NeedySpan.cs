using Cer.Domain.Codes;

namespace Cer.Settlement.Closing;

/// <summary>Consecutive hours of a series that nobody measured.</summary>
/// <param name="Pod">Code of the point.</param>
/// <param name="Unit">The unit that injects; null for what the point withdraws.</param>
/// <param name="From">First hour, since the Unix epoch.</param>
/// <param name="To">The hour after the last.</param>
/// <param name="Need">What is the matter with them.</param>
/// <param name="Accepted">What was decided; null while nobody has.</param>
public sealed record NeedySpan(string Pod, string? Unit, long From, long To, HourNeed Need, AcceptanceKind? Accepted)
{
    public long Hours => To - From;
}
