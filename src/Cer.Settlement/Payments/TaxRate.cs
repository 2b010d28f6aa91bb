namespace Cer.Settlement.Payments;

/// <summary>The taxes of a member's profile, in per cent.</summary>
/// <param name="Withholding">Kept back from the taxable amount and paid to the revenue for the member.</param>
/// <param name="Vat">Contained in the amount that the member is dealt.</param>
public sealed record TaxRate(decimal Withholding, decimal Vat);
