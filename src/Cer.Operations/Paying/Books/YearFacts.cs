using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>The account of a year with all that its papers and files tell.</summary>
public sealed record YearFacts
{
    public required string Community { get; init; }

    /// <summary>The primary substation of the configuration; null where the declaration has none.</summary>
    public required string? Substation { get; init; }

    /// <summary>Whether any of it was invented for the demonstration.</summary>
    public required bool Invented { get; init; }

    public required YearAccount Account { get; init; }

    /// <summary>Who the members are, by number.</summary>
    public required IReadOnlyDictionary<int, YearReceiver> Receivers { get; init; }

    public int Year => Account.Year;

    public YearSurplus Surplus
    {
        get
        {
            var enterprises = Account.Shares.Where(share => share.Member is { } member && Receiver(member).Enterprise).ToArray();
            var surplus = Sum(enterprises, share => share.Surplus);
            return new(
                Account.Months.Aggregate(Money.Zero, (sum, month) => sum + month.Tip),
                Account.Months.Aggregate(Money.Zero, (sum, month) => sum + month.Surplus),
                Sum(enterprises, share => share.Tip) + surplus,
                surplus);
        }
    }

    /// <summary>Each contribution by kind of members, then by fund, then all of it.</summary>
    public IReadOnlyList<YearSplit> Split =>
    [
        .. Account.Shares.Where(share => share.Member is not null)
            .GroupBy(share => (Receiver(share.Member!.Value).Enterprise, Receiver(share.Member.Value).Category))
            .OrderBy(kind => kind.Key.Enterprise).ThenBy(kind => kind.Key.Category)
            .Select(kind => YearSplit.Of(kind.Key.Category, kind.Key.Enterprise, null, [.. kind])),
        .. Account.Shares.Where(share => share.Fund is not null).GroupBy(share => share.Fund!)
            .OrderBy(fund => fund.Key, StringComparer.Ordinal).Select(fund => YearSplit.Of(null, null, fund.Key, [.. fund])),
        YearSplit.Of(null, null, null, Account.Shares),
    ];

    /// <summary>What was dealt of a month of energy.</summary>
    public Money DealtOf(YearMonth month) => Sum(Account.Shares.Where(share => share.Month == month), share => share.Gross);

    public YearReceiver Receiver(int member) => Receivers.GetValueOrDefault(member) ?? new("—", null, false);

    public static Money Sum(IEnumerable<YearShare> shares, Func<YearShare, Money> part) =>
        shares.Aggregate(Money.Zero, (sum, share) => sum + part(share));
}
