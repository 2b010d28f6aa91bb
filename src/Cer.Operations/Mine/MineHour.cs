using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Mine;

/// <summary>An hour of the member, all its points together.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Withdrawn">What is known of the withdrawal; null when nothing is.</param>
/// <param name="Injected">What is known of the injection; null when nothing is.</param>
/// <param name="Points">Of how many points the withdrawal is known.</param>
/// <param name="InjectionMissing">Whether the injection of a unit is missing.</param>
/// <param name="Quality">The least trustworthy among what is known.</param>
public sealed record MineHour(
    MarketHour Hour, Energy? Withdrawn, Energy? Injected, int Points, bool InjectionMissing, Quality? Quality);
