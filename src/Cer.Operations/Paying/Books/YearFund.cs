using Cer.Domain;

namespace Cer.Operations.Paying.Books;

/// <summary>A fund's year in the books.</summary>
/// <param name="Fund">Its name.</param>
/// <param name="Opening">What was in it when the year began.</param>
/// <param name="Added">What was dealt to it.</param>
/// <param name="Spent">What was taken out of it.</param>
/// <param name="Closing">What is in it at the end.</param>
public sealed record YearFund(string Fund, Money Opening, Money Added, Money Spent, Money Closing);
