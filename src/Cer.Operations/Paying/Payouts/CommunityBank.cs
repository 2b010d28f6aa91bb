using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A revision of the account that the community pays from.</summary>
/// <param name="Revision">From 1.</param>
/// <param name="Account">An IBAN, or an account of the treasury.</param>
/// <param name="Bic">The bank of the IBAN; null where the IBAN says it.</param>
/// <param name="Reason">What it stands on.</param>
/// <param name="By">Who entered it.</param>
/// <param name="At">When.</param>
public sealed record CommunityBank(int Revision, BankAccount Account, string? Bic, string Reason, string By, Instant At);
