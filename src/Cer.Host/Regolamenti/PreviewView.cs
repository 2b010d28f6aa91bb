using Cer.Domain;
using Cer.Operations.Regolamenti;
using Cer.Settlement.Distributing;
using NodaTime.Text;

namespace Cer.Host.Regolamenti;

/// <summary>What rules that are tried make of past months, as JSON; amounts that cannot be known are null.</summary>
/// <param name="Months">Each month.</param>
/// <param name="Members">Each member over all the months.</param>
/// <param name="Funds">Each fund over all the months.</param>
/// <param name="Checks">What was looked at, and whether it is as it should be.</param>
internal sealed record PreviewView(
    IReadOnlyList<PreviewView.MonthView> Months,
    IReadOnlyList<PreviewView.Part> Members,
    IReadOnlyList<PreviewView.Part> Funds,
    IReadOnlyList<PreviewView.Check> Checks)
{
    public static PreviewView Of(PreviewOutcome.Made made, IReadOnlyDictionary<string, int> numbers)
    {
        var unassigned = made.Months.Aggregate(Money.Zero, (sum, month) => sum + month.Unassigned);
        return new(
            [
                .. made.Months.Select(month => new MonthView(
                    YearMonthPattern.Iso.Format(month.Month),
                    month.Run,
                    month.IsOfRun,
                    Amounts.Of(new DealtAmount(month.Premium, month.Cac, month.Surplus))!,
                    Sum(month.Members.Select(part => Row(part, numbers))),
                    Sum(month.Funds.Select(Row)))),
            ],
            Sum(made.Months.SelectMany(month => month.Members).Select(part => Row(part, numbers))),
            Sum(made.Months.SelectMany(month => month.Funds).Select(Row)),
            [
                new("adds_up", made.Months.All(month => month.AddsUp), null, []),
                new("surplus", made.Months.All(month => month.SparesEnterprises), null, []),
                new("assigned", unassigned == Money.Zero, unassigned.Eur, []),
                new("present", made.Absent.Count == 0, null, made.Absent),
            ]);
    }

    private static Raw Row(PreviewMonth.MemberPart part, IReadOnlyDictionary<string, int> numbers) =>
        new(numbers.GetValueOrDefault(part.Member.Id), part.Member.Name, part.Member.Enterprise, part.Before, part.After);

    private static Raw Row(PreviewMonth.FundPart part) => new(null, part.Fund, false, part.Before, part.After);

    private static Part[] Sum(IEnumerable<Raw> rows) =>
    [
        .. rows.GroupBy(row => (row.Id, row.Name)).Select(same =>
        {
            var before = Sum(same.Select(row => row.Before));
            var after = Sum(same.Select(row => row.After));
            return new Part(
                same.Key.Id,
                same.Key.Name,
                same.First().Enterprise,
                Amounts.Of(before),
                Amounts.Of(after),
                Known(after) - Known(before));
        }),
    ];

    private static DealtAmount? Sum(IEnumerable<DealtAmount?> amounts) => amounts.Aggregate(
        (DealtAmount?)null,
        (sum, amount) => sum is null ? amount : amount is null ? sum : new(
            sum.Premium + amount.Premium,
            sum.Cac is { } a && amount.Cac is { } b ? a + b : null,
            sum.Surplus + amount.Surplus));

    /// <summary>The contribution that is not known is so before and after, and leaves the difference of the rest.</summary>
    private static decimal Known(DealtAmount? amount) =>
        amount is null ? 0m : (amount.Premium + (amount.Cac ?? Money.Zero) + amount.Surplus).Eur;

    private sealed record Raw(int? Id, string Name, bool Enterprise, DealtAmount? Before, DealtAmount? After);

    internal sealed record MonthView(
        string Month, long Run, bool IsOfRun, Amounts There, IReadOnlyList<Part> Members, IReadOnlyList<Part> Funds);

    /// <param name="Id">Number of the member; null for a fund.</param>
    /// <param name="Name">Name of the member or fund.</param>
    /// <param name="Enterprise">Whether it may not take from the surplus.</param>
    /// <param name="Before">By the rules of today; null when they give nothing.</param>
    /// <param name="After">By the rules that are tried.</param>
    /// <param name="DifferenceEur">After less before, of what is known.</param>
    internal sealed record Part(int? Id, string Name, bool Enterprise, Amounts? Before, Amounts? After, decimal DifferenceEur);

    internal sealed record Amounts(decimal TipEur, decimal? CacEur, decimal SurplusEur, decimal? TotalEur)
    {
        public static Amounts? Of(DealtAmount? amount) =>
            amount is null ? null : new(amount.Premium.Eur, amount.Cac?.Eur, amount.Surplus.Eur, amount.Total?.Eur);
    }

    /// <param name="Code">adds_up, surplus, assigned, or present.</param>
    /// <param name="Ok">Whether it is as it should be.</param>
    /// <param name="Eur">How much it is about.</param>
    /// <param name="Members">Whom it is about.</param>
    internal sealed record Check(string Code, bool Ok, decimal? Eur, IReadOnlyList<string> Members);
}
