namespace Cer.Domain.Rules;

/// <summary>Share of injected energy above which the premium is surplus: set A without, set B with a capital grant.</summary>
public sealed record SurplusThresholds(decimal A, decimal B);
