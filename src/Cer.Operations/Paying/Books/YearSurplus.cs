using Cer.Domain;

namespace Cer.Operations.Paying.Books;

/// <summary>The surplus of a year's tariff, and whether it went to those alone who may get it.</summary>
/// <remarks>To enterprises goes no more than the tariff without its surplus: Regole Operative p. 17 and 39.</remarks>
/// <param name="Tip">The tariff, surplus included.</param>
/// <param name="Surplus">Of it, the surplus.</param>
/// <param name="Enterprises">What enterprises were dealt of the tariff and of its surplus.</param>
/// <param name="EnterprisesSurplus">Of it, of the surplus.</param>
public sealed record YearSurplus(Money Tip, Money Surplus, Money Enterprises, Money EnterprisesSurplus)
{
    /// <summary>What may go to enterprises.</summary>
    public Money Limit => Tip - Surplus;

    public bool IsMet => Enterprises.Cents <= Math.Max(0, Limit.Cents);
}
