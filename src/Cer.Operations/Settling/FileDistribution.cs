using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Formulas;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Settlement;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;

namespace Cer.Operations.Settling;

/// <summary>The regolamento of some months as files have it: keys of the product as fixed weights.</summary>
/// <remarks>A file has one distribution for all its months; months that would need several are refused, not split up silently.</remarks>
internal static class FileDistribution
{
    private const string Apart = "months that share it: --from and --to export the others apart";

    /// <summary>The distribution; null when the months do not share one, which the faults then tell.</summary>
    public static Distribution? Of(SettlementInput input, FaultList faults)
    {
        MarketMonth[] months = [.. input.Months];
        for (var i = 1; i < months.Length; i++)
        {
            var (before, now) = (input.VersionIn(months[i - 1]), input.VersionIn(months[i]));
            if (before?.Version == now?.Version) continue;
            Fault("distribution", $"{Name(before)} in {months[i - 1]} and {Name(now)} in {months[i]}");
            return null;
        }

        var distribution = input.DistributionIn(months[0])!;
        var settler = new MonthSettler(input);
        Audience?[] audiences = [.. distribution.Steps.Select(step => step.Audience), distribution.Surplus.Audience];
        if (!audiences.Any(audience => audience is { IsOfTheProduct: true })) return distribution;
        for (var m = 0; m < months.Length; m++)
        {
            var members = settler.Settle(months[m]).Members;
            for (var i = 0; i < audiences.Length; i++)
            {
                if (AudienceAt(i) is not { IsOfTheProduct: true } audience) continue;
                var weights = Weights(audience, members);
                if (m > 0 && !weights.OrderBy(Key).SequenceEqual(audiences[i]!.Weights.OrderBy(Key)))
                {
                    Fault(Place(i), $"weights in {months[m]} other than in {months[0]}");
                    return null;
                }

                audiences[i] = audience with { Key = DistributionKey.Fixed, Weights = weights, Formula = null };
            }
        }

        return new(
            [.. distribution.Steps.Select((step, i) => step with { Audience = audiences[i] })],
            distribution.Surplus with { Audience = audiences[^1]! });

        Audience? AudienceAt(int i) => i < distribution.Steps.Count ? distribution.Steps[i].Audience : distribution.Surplus.Audience;
        string Place(int i) => i < distribution.Steps.Count
            ? string.Create(CultureInfo.InvariantCulture, $"distribution.steps[{i}]")
            : "distribution.surplus";
        void Fault(string place, string found) => faults.Add(CommunityFile.Name, 1, place, found, Apart);
    }

    /// <exception cref="FormulaException">A member has no weight.</exception>
    private static Dictionary<string, decimal> Weights(Audience audience, IReadOnlyList<MemberMonth> members)
    {
        var weights = StepWeights.Of(audience, members);
        return Enumerable.Range(0, members.Count).Where(i => !weights[i].IsZero)
            .ToDictionary(i => members[i].Member.Id, i => WeightFormula.Shown(weights[i]), StringComparer.Ordinal);
    }

    private static string Key(KeyValuePair<string, decimal> weight) => weight.Key;

    private static string Name(DatedDistribution? version) => version?.Origin.Id ?? "the distribution of the community's file";
}
