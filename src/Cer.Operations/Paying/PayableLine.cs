using Cer.Domain;
using Cer.Domain.Community;
using Cer.Settlement.Payments;

namespace Cer.Operations.Paying;

/// <summary>What a member or a fund is to be paid of a month.</summary>
/// <param name="Member">The member; null for a fund.</param>
/// <param name="Fund">The fund; null for a member.</param>
/// <param name="Correction">Of the gross amount, what corrects months that were closed before; zero without any.</param>
/// <param name="Amount">Gross, taxes and net; null while a part of it is not known.</param>
/// <param name="Profile">The tax profile that was applied; null without one.</param>
public sealed record PayableLine(Member? Member, string? Fund, Money Correction, TaxedAmount? Amount, TaxProfile? Profile);
