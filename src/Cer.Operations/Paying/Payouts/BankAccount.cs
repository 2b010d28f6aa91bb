using Cer.Domain.Banking;

namespace Cer.Operations.Paying.Payouts;

/// <summary>Where somebody is paid: an IBAN, or an account of the Tesoreria Unica.</summary>
/// <remarks>Bodies of table A of law 720/1984 are paid on a number of the treasury: Regole Operative p. 123.</remarks>
/// <param name="Iban">The account; null where it is one of the treasury.</param>
/// <param name="Treasury">Its number; null where it is an IBAN.</param>
/// <param name="Holder">Whose it is.</param>
public sealed record BankAccount(Iban? Iban, string? Treasury, string Holder);
