namespace Cer.Operations.Paying.Books;

/// <summary>A year of the books, by member and by fund.</summary>
/// <param name="Year">By the days of the entries.</param>
/// <param name="Members">By number.</param>
/// <param name="Funds">By name.</param>
public sealed record YearAccount(int Year, IReadOnlyList<YearMember> Members, IReadOnlyList<YearFund> Funds);
