using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>What payments to members keep to.</summary>
/// <param name="Revision">0 while nobody said anything.</param>
/// <param name="Least">Less than this is carried over.</param>
/// <param name="RetainedPercent">Kept back of months that GSE has not balanced: 0 to 100.</param>
/// <param name="ReceivedOnly">Whether a month is paid only up to what was received for it.</param>
/// <param name="Reason">Where it says so.</param>
/// <param name="By">Who set it; null while nobody did.</param>
/// <param name="At">When.</param>
public sealed record PayoutRule(
    int Revision, Money Least, decimal RetainedPercent, bool ReceivedOnly, string? Reason, string? By, Instant? At)
{
    /// <summary>Nothing is paid that was not received; nothing is kept back, nothing too small.</summary>
    public static PayoutRule Default { get; } = new(0, Money.Zero, 0m, true, null, null, null);
}
