using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>Whose withdrawals F does not touch, how much energy pertains to them, and to which units it goes first.</summary>
public sealed record ExemptionRule(
    IReadOnlySet<MemberCategory> Categories, LocalDate? NaturalPersonsFrom, ExemptShare Share, bool GrantedFirst);
