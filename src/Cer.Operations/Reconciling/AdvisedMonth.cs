using Cer.Domain;
using Cer.Exchange.Gse;

namespace Cer.Operations.Reconciling;

/// <summary>A month's statements with the one that holds: the latest kind, published last, taken in last.</summary>
/// <param name="Advance">The statement of the advance that holds.</param>
/// <param name="Settled">The statement of the month's settlement that holds.</param>
/// <param name="Former">The one whose place it took.</param>
public sealed record AdvisedMonth(MonthStatement? Advance, MonthStatement? Settled, MonthStatement? Former)
{
    private static readonly StatementCharge[] Netted = [StatementCharge.AdvanceRecovered, StatementCharge.Fee, StatementCharge.Other];

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

    /// <summary>Tariff, surplus and contribution as GSE advised them last: of the settlements, else of the advance.</summary>
    public Money? Advised => Settled is null
        ? Sum(Advance?.Premium, Advance?.Cac)
        : Sum(Told(one => one.Premium), Told(one => one.Cac)) ?? Sum(Advance?.Premium, Advance?.Cac);

    /// <summary>GSE's fees, as advised; null without a line of theirs.</summary>
    public Money? Fees => Sum(Advance?.Charged(StatementCharge.Fee), Told(StatementCharge.Fee));

    /// <summary>What each settlement came to, incentives and what is netted, euro: what one leaves out stays as it was.</summary>
    public IEnumerable<(MonthStatement Statement, decimal Eur)> Nets() =>
        Settlements.Select((one, place) => (one, NetOf([.. Settlements.Take(place + 1)])));

    /// <summary>A figure as it was told last: what a recalculation leaves out stays as it was.</summary>
    public decimal? Told(Func<MonthStatement, decimal?> item) => Told(Settlements, item);

    /// <summary>A charge as it was told last.</summary>
    public decimal? Told(StatementCharge charge) => Told(one => one.Charged(charge));

    /// <summary>Incentives and what is netted, of statements in their order, euro.</summary>
    public static decimal NetOf(IReadOnlyList<MonthStatement> statements) =>
        (Told(statements, one => one.Premium) ?? 0m) + (Told(statements, one => one.Cac) ?? 0m)
        + Netted.Sum(charge => Told(statements, one => one.Charged(charge)) ?? 0m);

    private static decimal? Told(IEnumerable<MonthStatement> statements, Func<MonthStatement, decimal?> item) =>
        statements.Select(item).LastOrDefault(told => told is not null);

    private static Money? Sum(decimal? one, decimal? other) => one is null && other is null
        ? null
        : new(decimal.ToInt64(decimal.Round(((one ?? 0m) + (other ?? 0m)) * 100m, 0, MidpointRounding.AwayFromZero)));
}
