using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>A rule set and its first day.</summary>
public sealed record DatedRuleSet(LocalDate From, RuleSet Rules);
