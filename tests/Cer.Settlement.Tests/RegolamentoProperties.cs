using System.Diagnostics;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Formulas;
using Cer.Settlement.Months;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Settlement.Tests;

/// <summary>What must hold for every regolamento, whatever its steps, weights and formulas.</summary>
public class RegolamentoProperties
{
    private static readonly string[] Words =
    [
        .. FormulaInputs.Names, "if", "min", "max", "and", "or", "not", "+", "-", "*", "/", "(", ")", ",", "<", ">", "<=",
        ">=", "=", "<>", "0", "1", "2.5", "999999999999", " ", "#", "\u00e8", "\ud800", "\0", "1e9", "X", "..",
    ];

    private static readonly string[] Formulas =
    [
        "1", "shared_kwh", "max(1, withdrawn_kwh) / (1 + pods)", "if(natural_person, 1.5, 1) * shared_kwh",
        "min(withdrawn_kwh, 10) * (1 - enterprise)", "0", "injected_kwh > 3",
    ];

    internal static readonly Gen<Case> Cases =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from members in Gen.Choose(1, 12)
        from steps in Gen.Choose(0, 8)
        from cents in Gen.Choose(-500_000, 500_000)
        select Made(seed, members, steps, cents);

    [Fact]
    public void Cents_add_up_for_any_steps_and_any_weights_whoever_comes_first() => Prop.ForAll(
        Cases.ToArbitrary(),
        one =>
        {
            var paid = KeyOracleTests.Deal(one.Distribution, one.Members, one.Cents);
            var sum = paid.Members.Sum(member => member.Premium.Cents) + paid.Funds.Sum(fund => fund.Amount.Premium.Cents);
            var turned = new Distribution(
                [.. one.Distribution.Steps.Select(step => step with { Audience = Turned(step.Audience) })],
                one.Distribution.Surplus with { Audience = Turned(one.Distribution.Surplus.Audience)! });
            var again = KeyOracleTests.Deal(turned, one.Members, one.Cents);
            return sum == one.Cents && paid.Members.SequenceEqual(again.Members) && paid.Funds.SequenceEqual(again.Funds)
                && paid.Members.All(member => member.Premium.Cents * Math.Sign(one.Cents) >= 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_parser_refuses_arbitrary_texts_by_its_fault_alone_and_soon()
    {
        var texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.Elements(Words).ArrayOf().Select(words => string.Join(' ', words)),
            Gen.Elements(Words).ArrayOf(300).Select(string.Concat));
        var clock = Stopwatch.StartNew();
        Prop.ForAll(texts.ToArbitrary(), text => Outcome(text) == Outcome(text)).Check(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(120));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"Found {clock.Elapsed}, expected far less than a minute.");
    }

    [Fact]
    public void The_longest_formula_is_evaluated_in_a_moment()
    {
        var text = string.Join('+', Enumerable.Range(0, 45).Select(i => $"{i + 1}/1000000{i:00}007"));
        var formula = WeightFormula.Parse(text);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) Assert.Throws<FormulaException>(() => formula.MicroWeight(new([])));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Found {clock.Elapsed}, expected a moment.");
    }

    private static string Outcome(string text)
    {
        try
        {
            var inputs = new FormulaInputs([new("withdrawn_kwh", 12.345678m), new("sme", 1)]);
            return WeightFormula.Parse(text).MicroWeight(inputs).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (FormulaException fault)
        {
            return fault.Message;
        }
    }

    private static Audience? Turned(Audience? audience) => audience is null ? null : audience with
    {
        Members = [.. audience.Members.Reverse()],
        Weights = audience.Weights.Reverse().ToDictionary(weight => weight.Key, weight => weight.Value),
    };

    private static Case Made(int seed, int members, int steps, int cents)
    {
        var chance = new System.Random(seed);
        MemberMonth[] months = [.. Enumerable.Range(0, members).Select(i => new MemberMonth(
            new($"m{i:00}", $"M{i}", i % 3 == 0 ? MemberCategory.Sme : MemberCategory.NaturalPerson, i % 3 == 0),
            chance.NextInt64(0, 3) * chance.NextInt64(0, 900_000_000),
            chance.NextInt64(0, 2) * chance.NextInt64(0, 900_000_000),
            chance.NextInt64(0, 2) * chance.NextInt64(0, 500_000_000),
            chance.Next(0, 2) * chance.Next(1, 200) / 10m) { Pods = chance.Next(1, 4) })];
        return new(
            new(
                [.. Enumerable.Range(0, steps).Select(i => chance.Next(3) == 0
                    ? new DistributionStep($"fondo{chance.Next(3)}", Percent(), null)
                    : new DistributionStep(null, Percent(), Audience()))],
                new(Audience(), "sociale")),
            months,
            cents);

        decimal? Percent() => chance.Next(6) == 0 ? null : chance.Next(0, 10_001) / 100m;

        Audience Audience() => new(
            [.. months.Where(_ => chance.Next(4) > 0).Select(month => month.Member.Id)],
            (DistributionKey)chance.Next(8),
            months.Where(_ => chance.Next(2) > 0).ToDictionary(month => month.Member.Id, _ => chance.Next(0, 3_000_000) / 1_000_000m))
        {
            Base = (DistributionKey)chance.Next(5),
            Formula = WeightFormula.Parse(Formulas[chance.Next(Formulas.Length)]),
        };
    }

    internal sealed record Case(Distribution Distribution, MemberMonth[] Members, long Cents);
}
