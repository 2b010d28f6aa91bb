using Cer.Domain;

namespace Cer.Operations.Paying.Books;

/// <summary>An account's year: opening + debit − credit = closing; above zero what is there or due to the community.</summary>
/// <param name="Account">One of <see cref="BookWords.Accounts" />.</param>
/// <param name="Opening">When the year began.</param>
/// <param name="Debit">Sum of the year's debits.</param>
/// <param name="Credit">Sum of the year's credits, above zero.</param>
public sealed record YearBalance(string Account, Money Opening, Money Debit, Money Credit)
{
    public Money Closing => Opening + Debit - Credit;
}
