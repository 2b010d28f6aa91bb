using Cer.Domain;
using Cer.Exchange.Gse;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What one import says of one month by one kind of statement.</summary>
/// <param name="Import">The store's number of the import: a later one has a higher number.</param>
/// <param name="Month">The month of energy.</param>
/// <param name="Kind">What it settles.</param>
/// <param name="Lines">Its lines.</param>
public sealed record MonthStatement(long Import, MarketMonth Month, StatementKind Kind, IReadOnlyList<StatementLine> Lines)
{
    public LocalDate? Published => Lines.Select(line => line.Published).Max();

    public LocalDate? Paid => Lines.Select(line => line.Paid).Max();

    /// <summary>Tariff of all units, euro; the surplus is a part of it.</summary>
    public decimal? Premium => Sum(line => line.Tip);

    public decimal? Cac => Sum(line => line.Cac);

    /// <summary>The lines of an import by month and kind, in the order in which a later one takes an earlier one's place.</summary>
    public static IEnumerable<MonthStatement> Of(long import, IEnumerable<StatementLine> lines) => lines
        .GroupBy(line => (line.Month, line.Kind))
        .OrderBy(group => group.Key.Month).ThenBy(group => group.Key.Kind)
        .Select(group => new MonthStatement(import, group.Key.Month, group.Key.Kind, [.. group]));

    /// <summary>The sum of the charges of a kind; null without such a line.</summary>
    public decimal? Charged(StatementCharge charge) =>
        Known(Lines.Where(line => line.Charge == charge).Select(line => line.Amount));

    /// <summary>The month's part of the surplus; null when it does not say it.</summary>
    public decimal? Surplus => Sum(line => line.Surplus);

    /// <summary>The units' lines where there are any, else those of the configuration: never both.</summary>
    private decimal? Sum(Func<StatementLine, decimal?> part) =>
        Known(Lines.Where(line => line.Unit is not null).Select(part)) ?? Known(Lines.Where(line => line.IsOfAll).Select(part));

    private static decimal? Known(IEnumerable<decimal?> amounts) =>
        amounts.Aggregate((decimal?)null, (sum, amount) => amount is { } known ? (sum ?? 0m) + known : sum);
}
