using System.Numerics;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Settlement.Months;

namespace Cer.Settlement.Distributing;

/// <summary>Applies the steps of a regolamento to the money of one month, to the cent.</summary>
public sealed class MonthDistribution
{
    private readonly Distribution _distribution;
    private readonly MonthSettlement _month;
    private readonly Money[] _premium, _cac, _surplus;
    private readonly Dictionary<string, (Money Premium, Money Cac, Money Surplus)> _funds = new(StringComparer.Ordinal);

    private MonthDistribution(Distribution distribution, MonthSettlement month)
    {
        (_distribution, _month) = (distribution, month);
        (_premium, _cac, _surplus) = (new Money[month.Members.Count], new Money[month.Members.Count], new Money[month.Members.Count]);
        foreach (var step in distribution.Steps)
            if (step.Fund is { } fund) _funds[fund] = default;
        _funds[distribution.Surplus.Otherwise] = default;
    }

    /// <summary>Deals a month: its premium without the surplus, its CAC when it is known, and its part of the surplus.</summary>
    public static PaidMonth Deal(Distribution distribution, MonthSettlement month, Money premium, Money? cac, Money surplus)
    {
        var dealing = new MonthDistribution(distribution, month);
        dealing.Run(premium - surplus, dealing._premium, fund => fund.Premium, (fund, part) => fund with { Premium = part });
        if (cac is { } known)
            dealing.Run(known, dealing._cac, fund => fund.Cac, (fund, part) => fund with { Cac = part });
        dealing.DealSurplus(surplus);
        return new(
            month.Month,
            [.. month.Members.Select((_, i) => new DealtAmount(
                dealing._premium[i], cac is null ? null : dealing._cac[i], dealing._surplus[i]))],
            [.. dealing._funds
                .Where(fund => fund.Key != Distribution.Unassigned || fund.Value != default)
                .OrderBy(fund => fund.Key, CodePointOrder.Instance)
                .Select(fund => (fund.Key, new DealtAmount(
                    fund.Value.Premium, cac is null ? null : fund.Value.Cac, fund.Value.Surplus)))]);
    }

    private void Run(
        Money amount,
        Money[] members,
        Func<(Money Premium, Money Cac, Money Surplus), Money> part,
        Func<(Money Premium, Money Cac, Money Surplus), Money, (Money Premium, Money Cac, Money Surplus)> with)
    {
        var left = amount;
        foreach (var step in _distribution.Steps)
        {
            var taken = step.Percent is { } percent ? PartOf(amount, percent, left) : left;
            left -= taken;
            if (step.Audience is { } audience)
            {
                if (Share(taken, audience, members)) continue;
                Give(Distribution.Unassigned, taken);
            }
            else
            {
                Give(step.Fund!, taken);
            }
        }

        if (left != Money.Zero) Give(Distribution.Unassigned, left);

        void Give(string fund, Money money)
        {
            var before = _funds.GetValueOrDefault(fund);
            _funds[fund] = with(before, part(before) + money);
        }
    }

    private void DealSurplus(Money surplus)
    {
        if (Share(surplus, _distribution.Surplus.Audience, _surplus)) return;
        var fund = _distribution.Surplus.Otherwise;
        var before = _funds[fund];
        _funds[fund] = before with { Surplus = before.Surplus + surplus };
    }

    /// <summary>Per cent of the month's amount, rounded half away from zero, never more than what is left.</summary>
    private static Money PartOf(Money amount, decimal percent, Money left)
    {
        var part = Money.Round(Fraction.From(amount.Eur) * Fraction.From(percent) / new Fraction(100));
        return Math.Abs(part.Cents) <= Math.Abs(left.Cents) ? part : left;
    }

    private bool Share(Money amount, Audience audience, Money[] members)
    {
        var weights = WeightsOf(audience);
        if (weights.All(weight => weight.IsZero)) return false;
        var parts = amount.Split(weights);
        for (var i = 0; i < parts.Length; i++) members[i] += parts[i];
        return true;
    }

    /// <summary>A weight for every member of the month; zero for those outside the audience.</summary>
    private BigInteger[] WeightsOf(Audience audience)
    {
        var invited = audience.Members.ToHashSet(StringComparer.Ordinal);
        return [.. _month.Members.Select(member => !invited.Contains(member.Member.Id) ? BigInteger.Zero : audience.Key switch
        {
            DistributionKey.Equal => BigInteger.One,
            DistributionKey.Injected => member.Injected,
            DistributionKey.Withdrawn => member.Withdrawn,
            DistributionKey.SharedHourly => member.Shared,
            DistributionKey.Power => Scaled(member.PowerKw),
            _ => Scaled(audience.Weights.GetValueOrDefault(member.Member.Id)),
        })];
    }

    private static BigInteger Scaled(decimal weight) => new(weight * 1_000_000m);
}
