using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A revision of a member's bank details.</summary>
/// <param name="Member">The store's number of the member.</param>
/// <param name="Revision">From 1.</param>
/// <param name="Account">Where it is paid; null for nowhere.</param>
/// <param name="Reason">What it stands on.</param>
/// <param name="By">Who entered it.</param>
/// <param name="At">When.</param>
public sealed record MemberBank(int Member, int Revision, BankAccount? Account, string Reason, string By, Instant At);
