using Cer.Domain;
using Cer.Exchange.Gse;

namespace Cer.Operations.Reconciling;

/// <summary>A month's statements with the one that holds: the latest kind, published last, taken in last.</summary>
/// <param name="Advance">The statement of the advance that holds.</param>
/// <param name="Settled">The statement of the month's settlement that holds.</param>
/// <param name="Former">The one whose place it took.</param>
public sealed record AdvisedMonth(MonthStatement? Advance, MonthStatement? Settled, MonthStatement? Former)
{
    public static AdvisedMonth Of(IEnumerable<MonthStatement> statements)
    {
        var order = statements.OrderBy(one => one.Kind).ThenBy(one => one.Published).ThenBy(one => one.Import).ToArray();
        MonthStatement[] settled = [.. order.Where(one => one.Kind != StatementKind.Advance)];
        return new(
            order.LastOrDefault(one => one.Kind == StatementKind.Advance),
            settled.LastOrDefault(),
            settled.Length > 1 ? settled[^2] : null)
        { Settlements = settled };
    }

    /// <summary>The statements of its settlement, the one that holds last.</summary>
    public IReadOnlyList<MonthStatement> Settlements { get; init; } = [];

    /// <summary>Whether all measures were there.</summary>
    public bool IsFinal => Settled is { Kind: StatementKind.Complete or StatementKind.Recalculation };

    /// <summary>Tariff, surplus and contribution as GSE advised them last: of the settlement, else of the advance.</summary>
    public Money? Advised => (Settled ?? Advance) is { } holds && (holds.Premium ?? holds.Cac) is not null
        ? Cents((holds.Premium ?? 0m) + (holds.Cac ?? 0m))
        : null;

    /// <summary>GSE's fees, as advised; null without a line of theirs.</summary>
    public Money? Fees => ((Advance?.Charged(StatementCharge.Fee), Settled?.Charged(StatementCharge.Fee)) switch
    {
        (null, null) => (decimal?)null,
        var (first, second) => (first ?? 0m) + (second ?? 0m),
    }) is { } fees
        ? Cents(fees)
        : null;

    /// <summary>A figure as it was told last: what a recalculation leaves out stays as it was.</summary>
    public decimal? Told(Func<MonthStatement, decimal?> item) => Settlements.Select(item).LastOrDefault(told => told is not null);

    private static Money Cents(decimal eur) => new(decimal.ToInt64(decimal.Round(eur * 100m, 0, MidpointRounding.AwayFromZero)));
}
