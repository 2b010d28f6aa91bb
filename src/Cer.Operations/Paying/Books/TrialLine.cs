using Cer.Domain;

namespace Cer.Operations.Paying.Books;

/// <summary>A line of a trial balance.</summary>
/// <param name="Account">Of which account.</param>
/// <param name="Debit">Sum of its debits.</param>
/// <param name="Credit">Sum of its credits, above zero.</param>
public sealed record TrialLine(BookAccount Account, Money Debit, Money Credit)
{
    /// <summary>Above zero a debit: what is there or due to the community; below zero what it owes.</summary>
    public Money Balance => Debit - Credit;
}
