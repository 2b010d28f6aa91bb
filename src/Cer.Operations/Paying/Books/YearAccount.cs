namespace Cer.Operations.Paying.Books;

/// <summary>A year of the books, by member and by fund.</summary>
/// <param name="Year">By the days of the entries.</param>
/// <param name="Members">By number.</param>
/// <param name="Funds">By name.</param>
public sealed record YearAccount(int Year, IReadOnlyList<YearMember> Members, IReadOnlyList<YearFund> Funds)
{
    /// <summary>What was dealt, by member or fund and month of energy; taken back with a minus.</summary>
    public required IReadOnlyList<YearShare> Shares { get; init; }

    /// <summary>The months of energy whose amounts were approved in the year.</summary>
    public required IReadOnlyList<YearMonthDealt> Months { get; init; }

    /// <summary>The accounts of the community, members and funds as one each, in the order of a trial balance.</summary>
    public required IReadOnlyList<YearBalance> Balances { get; init; }

    /// <summary>What the bank paid to members, by day.</summary>
    public required IReadOnlyList<YearPayment> Payments { get; init; }
}
