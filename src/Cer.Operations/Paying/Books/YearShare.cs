using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>What a member or a fund was dealt of a month of energy, each contribution apart: Regole Operative p. 39.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Member">The store's number of the member; null for a fund.</param>
/// <param name="Fund">The fund; null for a member.</param>
/// <param name="Tip">Of the tariff, without surplus.</param>
/// <param name="Cac">Of the contribution.</param>
/// <param name="Surplus">Of the surplus of the tariff.</param>
/// <param name="Gross">Of all of it, with what corrects months that were closed before.</param>
/// <param name="Withheld">Tax of it.</param>
public sealed record YearShare(
    YearMonth Month, int? Member, string? Fund, Money Tip, Money Cac, Money Surplus, Money Gross, Money Withheld)
{
    public Money Corrections => Gross - Tip - Cac - Surplus;
}
