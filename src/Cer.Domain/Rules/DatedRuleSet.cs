using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>A rule set and its first day.</summary>
/// <param name="From">First Rome day on which it is in force.</param>
/// <param name="Rules">The numbers.</param>
/// <param name="Origins">Which file gave each rule, by the rule's key in the files.</param>
public sealed record DatedRuleSet(LocalDate From, RuleSet Rules, IReadOnlyDictionary<string, RuleOrigin> Origins);
