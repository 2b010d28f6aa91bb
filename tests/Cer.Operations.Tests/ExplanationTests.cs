using Cer.Exchange.Faults;
using Cer.Operations.Settling;
using Cer.Settlement;
using Cer.Settlement.Explaining;
using Cer.Settlement.Months;

namespace Cer.Operations.Tests;

/// <summary>The explanation of every amount of every golden folder.</summary>
public class ExplanationTests
{
    public static TheoryData<string> Golden => [.. Folder.Golden];

    [Theory, MemberData(nameof(Golden))]
    public void The_leaves_of_every_amount_add_up_to_its_cents(string folder)
    {
        var input = ContractReader.Read(Folder.Input(folder), null, null, new FaultList(), TestContext.Current.CancellationToken)!.Input;
        var months = new List<MonthSettlement>();
        var result = CommunitySettlement.Settle(input, months.Add);
        for (var m = 0; m < months.Count; m++)
        {
            foreach (var unit in months[m].Units)
            {
                var (premium, cac) = UnitExplanation.Of(input, months[m], unit.Unit.Id);
                Assert.Equal(unit.Premium.Eur, premium.Leaves().Sum(leaf => leaf.Eur ?? 0m));
                Assert.Equal(unit.Cac?.Eur, unit.Cac is null ? null : cac.Leaves().Sum(leaf => leaf.Eur));
                var leaves = premium.Leaves().Concat(cac.Leaves()).ToArray();
                Assert.All(leaves.Where(leaf => leaf.Code == "rounding"), leaf => Assert.InRange(leaf.Eur!.Value, -0.005m, 0.005m));
                Assert.All(leaves.Where(leaf => leaf.Code is "tip.base" or "tip.variable"), leaf => Assert.NotNull(leaf.Rule));
            }

            if (input.Community.Distribution is not { } distribution) continue;
            for (var i = 0; i < months[m].Members.Count; i++)
            {
                var member = MemberExplanation.Of(
                    distribution, months[m], result.SurplusOf(months[m].Month), months[m].Members[i].Member.Id);
                var paid = result.Paid[m].Members[i];
                Assert.Equal(paid.Total?.Eur, member.Eur);
                if (paid.Total is not null) Assert.Equal(member.Eur, member.Leaves().Sum(leaf => leaf.Eur));
            }
        }
    }
}
