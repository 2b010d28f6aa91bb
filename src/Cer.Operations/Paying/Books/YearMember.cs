using Cer.Domain;

namespace Cer.Operations.Paying.Books;

/// <summary>A member's year in the books: opening + due − paid + returned = closing.</summary>
/// <param name="Member">The store's number.</param>
/// <param name="Opening">What was owed when the year began, on its way and kept back included.</param>
/// <param name="Gross">What was dealt in the year.</param>
/// <param name="Withheld">Tax of it.</param>
/// <param name="Other">What somebody wrote by hand.</param>
/// <param name="Paid">What the bank paid.</param>
/// <param name="Returned">What came back.</param>
/// <param name="Retained">Of the closing, kept back.</param>
/// <param name="InTransit">Of the closing, on its way.</param>
/// <param name="Closing">What is owed at the end.</param>
public sealed record YearMember(
    int Member,
    Money Opening,
    Money Gross,
    Money Withheld,
    Money Other,
    Money Paid,
    Money Returned,
    Money Retained,
    Money InTransit,
    Money Closing);
