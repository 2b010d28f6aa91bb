using Cer.Settlement;
using Cer.Settlement.Months;

namespace Cer.Operations.Reconciling;

/// <summary>Our settlement of a month beside GSE's: which figures are compared, and which differ.</summary>
internal sealed class MonthComparison
{
    private readonly bool _cacIsKnown;

    public MonthComparison(MonthGround ground, MonthMaterial material)
    {
        (Ground, Material) = (ground, material);
        Settled = new MonthSettler(material.Input).Settle(ground.Month);
        Own = Figures.Of(material.Input, Settled);
        _cacIsKnown = Settled.Cac is not null;
        Advised = ground.Advised.Settled is { } statement ? Figures.Of(statement) : new();
        Keys = [.. Compared().OrderBy(key => key.Item).ThenBy(key => key.Scope, StringComparer.Ordinal)];
        Differing = Keys.Where(key => Differs(key, Own)).ToHashSet();
    }

    public MonthGround Ground { get; }

    public MonthMaterial Material { get; }

    public MonthSettlement Settled { get; }

    public Figures Own { get; }

    public Figures Advised { get; }

    public IReadOnlyList<FigureKey> Keys { get; }

    public IReadOnlySet<FigureKey> Differing { get; }

    public decimal Residual(FigureKey key, Figures figures) => (Advised[key] ?? 0m) - (figures[key] ?? 0m);

    public bool Differs(FigureKey key, Figures figures) =>
        Math.Abs(Residual(key, figures)) > Ground.Tolerances.Of(key.Item);

    /// <summary>The figures of the month on another ground.</summary>
    public Figures On(SettlementInput input) => Figures.Of(input, new MonthSettler(input).Settle(Ground.Month));

    /// <summary>Items that the statement tells, of everything that either side has: what one side lacks is a difference.</summary>
    private IEnumerable<FigureKey> Compared()
    {
        foreach (var item in Advised.Keys.GroupBy(key => key.Item))
        {
            if (item.Key == ReconciledItem.Cac && !_cacIsKnown) continue;
            if (item.All(key => key.Scope.Length == 0))
            {
                yield return new(item.Key, "");
                continue;
            }

            foreach (var key in Own.Keys.Where(key => key.Item == item.Key && key.Scope.Length > 0).Union(item)) yield return key;
        }
    }
}
