namespace Cer.Operations.Paying.Books;

/// <summary>An account of the books: one of the community, of a fund, or of a member.</summary>
/// <param name="Kind">One of <see cref="BookWords.Accounts" />.</param>
/// <param name="Member">The store's number of the member; null where it is none's.</param>
/// <param name="Fund">The fund; null where it is none's.</param>
public sealed record BookAccount(string Kind, int? Member, string? Fund);
