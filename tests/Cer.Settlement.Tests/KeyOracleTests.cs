using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Formulas;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;

namespace Cer.Settlement.Tests;

/// <summary>What each key of the regolamento gives, worked by hand in a table.</summary>
public class KeyOracleTests
{
    private static readonly MemberMonth[] Members =
    [
        new(new("ada", "Ada", MemberCategory.NaturalPerson, false), Kwh(100), 0, Kwh(60), 0) { Pods = 1 },
        new(new("bea", "Bea", MemberCategory.NaturalPerson, false), Kwh(300), 0, Kwh(120), 0) { Pods = 1 },
        new(new("cid", "Cid", MemberCategory.Sme, true), Kwh(200), Kwh(500), Kwh(20), 30) { Pods = 2 },
    ];

    public static TheoryData<string> Rows =>
    [
        .. File.ReadLines(Path.Combine(DecisionTable.Root, "tests", "oracles", "distribution", "keys.csv"))
            .Where(line => !line.StartsWith('#')).Skip(1),
    ];

    [Fact]
    public void No_case_is_missing() => Assert.Equal(18, Rows.Count);

    [Theory, MemberData(nameof(Rows))]
    public void A_key_gives_the_cents_that_were_worked_by_hand(string row)
    {
        var cells = row.Split(';');
        Assert.True(CodeLists.AllKeys.TryParse(cells[0], out var key));
        var weights = cells[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(weight => weight.Split('='))
            .ToDictionary(weight => weight[0], weight => decimal.Parse(weight[1], CultureInfo.InvariantCulture));
        var audience = new Audience(["ada", "bea", "cid"], key, weights)
        {
            Base = CodeLists.BaseKeys.TryParse(cells[1], out var multiplied) ? multiplied : DistributionKey.Equal,
            Formula = cells[3].Length > 0 ? WeightFormula.Parse(cells[3]) : null,
        };
        foreach (var members in new[] { Members, [.. Members.Reverse()] })
        {
            var paid = Deal(new([new(null, null, audience)], new(audience, "sociale")), members.OrderBy(member => member.Member.Id), 1000);
            var expected = cells[4].Length == 0 ? ["0.00", "0.00", "0.00"] : cells[4..7];
            Assert.Equal(expected, paid.Members.Select(member => member.Premium.Eur.ToString("0.00", CultureInfo.InvariantCulture)));
            var unassigned = paid.Funds.SingleOrDefault(fund => fund.Fund == Distribution.Unassigned).Amount;
            Assert.Equal(cells[4].Length == 0 ? 1000 : 0, unassigned?.Premium.Cents ?? 0);
        }
    }

    [Fact]
    public void A_formula_that_gives_a_member_no_weight_names_it()
    {
        var audience = new Audience(["ada", "cid"], DistributionKey.Custom, new Dictionary<string, decimal>())
        {
            Formula = WeightFormula.Parse("withdrawn_kwh / injected_kwh"),
        };
        var fault = Assert.Throws<FormulaException>(() => StepWeights.Of(audience, Members));
        Assert.StartsWith("member ada: found a division by zero", fault.Message, StringComparison.Ordinal);
    }

    internal static PaidMonth Deal(Distribution distribution, IEnumerable<MemberMonth> members, long cents) =>
        MonthDistribution.Deal(distribution, MonthOf(members), new(cents), Money.Zero, Money.Zero);

    internal static MonthSettlement MonthOf(IEnumerable<MemberMonth> members) => new()
    {
        Month = Scenario.June,
        Energies = new(0, 0, 0),
        Hours = new(0),
        MissingPods = [],
        UnitHours = [],
        Units = [],
        Members = [.. members],
        Status = MonthStatus.Final,
        Reasons = [],
    };

    internal static long Kwh(long amount) => amount * 1_000_000;
}
