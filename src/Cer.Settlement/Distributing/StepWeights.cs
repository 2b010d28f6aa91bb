using System.Numerics;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Formulas;
using Cer.Settlement.Months;

namespace Cer.Settlement.Distributing;

/// <summary>The weight of each member of a month in a step of the regolamento.</summary>
public static class StepWeights
{
    /// <summary>A weight for every member of the month, zero for those outside the audience.</summary>
    /// <returns>Ones for equal parts; energies in micro-kWh, all others times a million.</returns>
    /// <exception cref="FormulaException">The formula gives a member no weight; the message names it.</exception>
    public static BigInteger[] Of(Audience audience, IReadOnlyList<MemberMonth> members)
    {
        var invited = audience.Members.ToHashSet(StringComparer.Ordinal);
        return [.. members.Select(member => invited.Contains(member.Member.Id) ? Of(audience, member) : BigInteger.Zero)];
    }

    /// <summary>What a solidarity weight multiplies, in millionths.</summary>
    public static BigInteger BaseOf(Audience audience, MemberMonth member) =>
        audience.Base == DistributionKey.Equal ? Energy.Micro : Of(audience.Base, member);

    private static BigInteger Of(Audience audience, MemberMonth member)
    {
        try
        {
            return audience.Key switch
            {
                DistributionKey.Fixed => Scaled(audience.Weights.GetValueOrDefault(member.Member.Id)),
                DistributionKey.Solidarity => WeightFormula.Micro(
                    new Fraction(BaseOf(audience, member), Energy.Micro)
                    * Fraction.From(audience.Weights.GetValueOrDefault(member.Member.Id, 1m))),
                DistributionKey.Custom => audience.Formula!.MicroWeight(InputsOf(member)),
                var key => Of(key, member),
            };
        }
        catch (FormulaException fault)
        {
            throw new FormulaException(fault.Found, fault.Expected, $"member {member.Member.Id}");
        }
    }

    /// <summary>What a formula is told of a member's month.</summary>
    public static FormulaInputs InputsOf(MemberMonth member) => FormulaInputs.Of(
        member.Member, member.Withdrawn, member.Injected, member.Shared, member.PowerKw, member.Pods);

    private static BigInteger Of(DistributionKey key, MemberMonth member) => key switch
    {
        DistributionKey.Equal => BigInteger.One,
        DistributionKey.Injected => member.Injected,
        DistributionKey.Withdrawn => member.Withdrawn,
        DistributionKey.SharedHourly => member.Shared,
        DistributionKey.Power => Scaled(member.PowerKw),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "This key is no quantity of a member's month."),
    };

    private static BigInteger Scaled(decimal weight) => new(weight * 1_000_000m);
}
