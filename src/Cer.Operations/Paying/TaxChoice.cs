using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>What a person chose for a member.</summary>
/// <param name="From">The month of energy of this day is the first that it holds for.</param>
/// <param name="Rate">The taxes; null for none.</param>
/// <param name="Basis">The legal basis of the taxes; null for none.</param>
/// <param name="Reason">Why it was chosen.</param>
public sealed record TaxChoice(LocalDate From, TaxRate? Rate, string? Basis, string Reason);
