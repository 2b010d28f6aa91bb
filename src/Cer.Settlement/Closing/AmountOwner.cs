namespace Cer.Settlement.Closing;

/// <summary>A unit, a member or a fund, by its number or name.</summary>
public readonly record struct AmountOwner(AmountKind Kind, string Id);
