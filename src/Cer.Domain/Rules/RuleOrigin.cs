using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>Where a rule's value comes from.</summary>
/// <param name="Id">Id of the rule file that gave it last.</param>
/// <param name="From">First day of that file.</param>
/// <param name="Act">The act it names; null when it names none.</param>
public sealed record RuleOrigin(string Id, LocalDate From, string? Act);
