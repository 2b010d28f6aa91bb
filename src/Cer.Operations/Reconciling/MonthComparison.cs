using Cer.Settlement;
using Cer.Settlement.Closing;
using Cer.Settlement.Months;

namespace Cer.Operations.Reconciling;

/// <summary>Our settlement of a month beside GSE's: which figures are compared, and which differ.</summary>
internal sealed class MonthComparison
{
    private static readonly ReconciledItem[] Energies = [ReconciledItem.Shared, ReconciledItem.Incentivised];

    // What energy that is left over could make of money at most, and which share of a difference may be left open so.
    private const decimal MostEurPerKwh = 0.2m;
    private const decimal MostShare = 0.05m;

    private readonly HashSet<FigureKey> _compared;
    private readonly Hypothesis? _mixed;
    private readonly Lazy<IReadOnlyList<UnitHours>> _hours;
    private (Figures? Of, decimal Kwh) _left;

    public MonthComparison(MonthGround ground, MonthMaterial material)
    {
        (Ground, Material) = (ground, material);
        var settled = new MonthSettler(material.Input).Settle(ground.Month);
        _hours = new(settled.UnitHours);
        Own = Accounted(Figures.Of(material.Input, settled));
        Advised = ground.Advised.Settled is { } statement ? Figures.Of(statement) : new();
        Keys = [.. Compared(settled.Cac is not null).OrderBy(key => key.Item).ThenBy(key => key.Scope, StringComparer.Ordinal)];
        _compared = [.. Keys];
        Differing = Keys.Where(key => Differs(key, Own)).ToHashSet();
        // GSE's figure was taken: with no cent open, its energies are the month's.
        IsTaken = ground.Recalculated.Count > 0 && !Differing.Any(IsMoney);
        if (IsTaken) Differing = new HashSet<FigureKey>();
    }

    private MonthComparison(MonthComparison before, Hypothesis first)
    {
        (Ground, Advised, Keys, _compared, Own) = (before.Ground, before.Advised, before.Keys, before._compared, first.Figures);
        var change = first.Change!;
        Material = first.Units is not null ? before.Material
            : before.Material with
            {
                Input = change(before.Material.Input),
                Now = first.Kind == CauseKind.LateData || before.Material.Now is not { } now ? null : change(now),
            };
        _mixed = first.Units is null ? null : first;
        Differing = Keys.Where(key => Differs(key, Own)).ToHashSet();
        _hours = new(Mixed);
    }

    public MonthGround Ground { get; }

    public MonthMaterial Material { get; }

    /// <summary>Whether a recalculation by GSE was taken and all that it states is accounted.</summary>
    public bool IsTaken { get; }

    /// <summary>The units by the hour, as settled here.</summary>
    public IReadOnlyList<UnitHours> Hours => _hours.Value;

    public Figures Own { get; }

    public Figures Advised { get; }

    public IReadOnlyList<FigureKey> Keys { get; }

    public IReadOnlySet<FigureKey> Differing { get; }

    /// <summary>The month as a first cause leaves it: what differs still is looked at anew.</summary>
    public MonthComparison Under(Hypothesis first) => new(this, first);

    public decimal Residual(FigureKey key, Figures figures) => (Advised[key] ?? 0m) - (figures[key] ?? 0m);

    public bool Differs(FigureKey key, Figures figures) =>
        Math.Abs(Residual(key, figures)) > Ground.Tolerances.Of(key.Item);

    /// <summary>
    /// Whether figures give what the statement tells, and leave nothing upstream of it that could account for it as well.
    /// </summary>
    /// <remarks>Points make shared energy, shared energy makes money: a sum that fits while its energy does not fits by chance.</remarks>
    public bool Explains(FigureKey key, Figures figures)
    {
        if (Differs(key, figures)) return false;
        if (key.IsOfPoint) return true;
        var left = LeftOfPoints(figures);
        var isMoney = IsMoney(key);
        if (isMoney) left += Energies.Max(item => Left(new(item, key.Scope), figures));
        return left * (isMoney ? MostEurPerKwh : 1m) <= Math.Abs(Residual(key, Own)) * MostShare;
    }

    /// <summary>The figures of the month on another ground.</summary>
    public Figures On(SettlementInput input)
    {
        var figures = Accounted(Figures.Of(input, new MonthSettler(input).Settle(Ground.Month)));
        if (_mixed is not { Change: { } change, Units: { } units }) return figures;
        var changed = change(input);
        return figures.With(Figures.Of(changed, new MonthSettler(changed).Settle(Ground.Month)), units);
    }

    /// <summary>What is settled here, with what recalculations by GSE were taken for.</summary>
    private Figures Accounted(Figures figures)
    {
        if (Ground.Recalculated.Count == 0) return figures;
        var moved = new Dictionary<FigureKey, decimal>();
        foreach (var taken in Ground.Recalculated)
        {
            Add(ReconciledItem.Tip, "", taken.Difference.Tip.Eur);
            Add(ReconciledItem.Cac, "", taken.Difference.Cac.Eur);
            foreach (var unit in taken.Parts.Where(part => part.Owner.Kind == AmountKind.Unit))
            {
                Add(ReconciledItem.Tip, unit.Owner.Id, unit.Tip.Eur);
                Add(ReconciledItem.Cac, unit.Owner.Id, unit.Cac.Eur);
            }
        }

        return figures.With(moved.Select(one => KeyValuePair.Create(one.Key, (figures[one.Key] ?? 0m) + one.Value)));

        void Add(ReconciledItem item, string scope, decimal eur) =>
            moved[new(item, scope)] = moved.GetValueOrDefault(new(item, scope)) + eur;
    }

    private static bool IsMoney(FigureKey key) => key.Item is ReconciledItem.Tip or ReconciledItem.Cac;

    private decimal LeftOfPoints(Figures figures)
    {
        if (!ReferenceEquals(_left.Of, figures)) _left = (figures, _compared.Where(key => key.IsOfPoint).Sum(key => Left(key, figures)));
        return _left.Kwh;
    }

    private decimal Left(FigureKey key, Figures figures) =>
        _compared.Contains(key) && Differs(key, figures) ? Math.Abs(Residual(key, figures)) : 0m;

    private IReadOnlyList<UnitHours> Mixed()
    {
        var hours = new MonthSettler(Material.Input).Settle(Ground.Month).UnitHours;
        if (_mixed is not { Change: { } change, Units: { } units }) return hours;
        var others = new MonthSettler(change(Material.Input)).Settle(Ground.Month).UnitHours;
        return [.. hours.Where(unit => !units.Contains(unit.Unit.Id)), .. others.Where(unit => units.Contains(unit.Unit.Id))];
    }

    /// <summary>Items that the statement tells, of everything that either side has: what one side lacks is a difference.</summary>
    private IEnumerable<FigureKey> Compared(bool cacIsKnown)
    {
        foreach (var item in Advised.Keys.GroupBy(key => key.Item))
        {
            if (item.Key == ReconciledItem.Cac && !cacIsKnown) continue;
            if (item.All(key => key.Scope.Length == 0))
            {
                yield return new(item.Key, "");
                continue;
            }

            foreach (var key in Own.Keys.Where(key => key.Item == item.Key && key.Scope.Length > 0).Union(item)) yield return key;
        }
    }
}
