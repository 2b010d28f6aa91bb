using System.Numerics;
using Cer.Domain;
using Cer.Domain.Community;
using Cer.Settlement.Months;

namespace Cer.Settlement.Distributing;

/// <summary>Applies the steps of a regolamento to the money of one month, to the cent.</summary>
public sealed class MonthDistribution
{
    private readonly Distribution _distribution;
    private readonly MonthSettlement _month;
    private readonly Action<DealtStep>? _told;
    private readonly Dictionary<MoneyKind, Money[]> _members;
    private readonly Dictionary<(string Fund, MoneyKind Kind), Money> _funds = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<Audience, BigInteger[]> _weights = new(ReferenceEqualityComparer.Instance);

    private MonthDistribution(Distribution distribution, MonthSettlement month, Action<DealtStep>? told)
    {
        (_distribution, _month, _told) = (distribution, month, told);
        _members = Enum.GetValues<MoneyKind>().ToDictionary(kind => kind, _ => new Money[month.Members.Count]);
        foreach (var step in distribution.Steps)
            if (step.Fund is { } fund) _named.Add(fund);
        _named.Add(distribution.Surplus.Otherwise);
    }

    /// <summary>Deals a month: its premium without the surplus, its CAC when it is known, and its part of the surplus.</summary>
    /// <param name="distribution">The regolamento.</param>
    /// <param name="month">The month, for the members and their energies.</param>
    /// <param name="premium">The month's premium, surplus included.</param>
    /// <param name="cac">The month's CAC; null while it is not known.</param>
    /// <param name="surplus">The month's part of the year's surplus.</param>
    /// <param name="told">Hears of each step as it is taken: what an explanation is made of.</param>
    /// <exception cref="Cer.Domain.Formulas.FormulaException">A formula of the regolamento gives a member no weight.</exception>
    public static PaidMonth Deal(
        Distribution distribution,
        MonthSettlement month,
        Money premium,
        Money? cac,
        Money surplus,
        Action<DealtStep>? told = null)
    {
        var dealing = new MonthDistribution(distribution, month, told);
        dealing.Run(MoneyKind.Premium, premium - surplus);
        if (cac is { } known) dealing.Run(MoneyKind.Cac, known);
        dealing.DealSurplus(surplus);
        return new(
            month.Month,
            [.. month.Members.Select((_, i) => new DealtAmount(
                dealing._members[MoneyKind.Premium][i],
                cac is null ? null : dealing._members[MoneyKind.Cac][i],
                dealing._members[MoneyKind.Surplus][i]))],
            [.. dealing._named.Order(CodePointOrder.Instance).Select(fund => (fund, new DealtAmount(
                dealing.In(fund, MoneyKind.Premium),
                cac is null ? null : dealing.In(fund, MoneyKind.Cac),
                dealing.In(fund, MoneyKind.Surplus))))]);
    }

    private Money In(string fund, MoneyKind kind) => _funds.GetValueOrDefault((fund, kind));

    private void Run(MoneyKind kind, Money amount)
    {
        var left = amount;
        for (var i = 0; i < _distribution.Steps.Count; i++)
        {
            var step = _distribution.Steps[i];
            var taken = step.Percent is { } percent ? PartOf(amount, percent, left) : left;
            left -= taken;
            if (step.Audience is { } audience) Share(kind, i + 1, amount, step.Percent, taken, audience, Distribution.Unassigned);
            else Give(kind, i + 1, amount, step.Percent, taken, step.Fund!, null);
        }

        if (left != Money.Zero) Give(kind, _distribution.Steps.Count + 1, amount, null, left, Distribution.Unassigned, null);
    }

    private void DealSurplus(Money surplus) =>
        Share(MoneyKind.Surplus, 0, surplus, null, surplus, _distribution.Surplus.Audience, _distribution.Surplus.Otherwise);

    /// <summary>Per cent of the month's amount, rounded half away from zero, never more than what is left.</summary>
    private static Money PartOf(Money amount, decimal percent, Money left)
    {
        var part = Money.Round(Fraction.From(amount.Eur) * Fraction.From(percent) / new Fraction(100));
        return Math.Abs(part.Cents) <= Math.Abs(left.Cents) ? part : left;
    }

    /// <summary>Shares an amount among an audience; with all weights zero it goes to a fund.</summary>
    private void Share(
        MoneyKind kind, int number, Money of, decimal? percent, Money taken, Audience audience, string otherwise)
    {
        var weights = WeightsOf(audience);
        if (weights.All(weight => weight.IsZero))
        {
            Give(kind, number, of, percent, taken, otherwise, audience);
            return;
        }

        var parts = taken.Split(weights);
        var members = _members[kind];
        for (var i = 0; i < parts.Length; i++) members[i] += parts[i];
        _told?.Invoke(new(kind, number, of, percent, taken, null, audience, weights, parts));
    }

    private void Give(MoneyKind kind, int number, Money of, decimal? percent, Money taken, string fund, Audience? meant)
    {
        // The fund for what nobody could get is told only when it got something.
        if (fund != Distribution.Unassigned || taken != Money.Zero) _named.Add(fund);
        _funds[(fund, kind)] = In(fund, kind) + taken;
        _told?.Invoke(new(kind, number, of, percent, taken, fund, meant, [], []));
    }

    private BigInteger[] WeightsOf(Audience audience) =>
        _weights.TryGetValue(audience, out var known) ? known : _weights[audience] = StepWeights.Of(audience, _month.Members);
}
