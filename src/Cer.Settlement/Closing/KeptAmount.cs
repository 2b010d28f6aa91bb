using Cer.Domain;

namespace Cer.Settlement.Closing;

/// <summary>What a run gives an owner for a month; null is not known.</summary>
public readonly record struct KeptAmount(Money? Tip, Money? Cac, Money? Surplus);
