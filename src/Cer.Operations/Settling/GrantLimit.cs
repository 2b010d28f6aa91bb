using System.Globalization;
using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;

namespace Cer.Operations.Settling;

/// <summary>Checks that no unit's capital grant is above what the tariff can be had together with.</summary>
/// <remarks>Source: Regole Operative pp. 15-16.</remarks>
internal static class GrantLimit
{
    public static void Check(
        CommunityDocument document, RuleBook rules, MarketMonth first, MarketMonth last, FaultList faults)
    {
        if (rules.Sets.Count == 0) return;
        var limit = Of(rules, first, last);
        for (var i = 0; i < document.Community.Units.Count; i++)
        {
            var grant = document.Community.Units[i].GrantPercent;
            if (grant <= limit) continue;
            faults.Add(
                CommunityFile.Name,
                document.GrantLines[i],
                $"plants[{i.ToString(CultureInfo.InvariantCulture)}].grant_percent",
                grant.ToString("0.######", CultureInfo.InvariantCulture),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"0 to {limit:0.######}: above {limit:0.######} the tariff is not cumulable with the grant"));
        }
    }

    /// <summary>Whether every unit keeps within it.</summary>
    public static bool Holds(EnergyCommunity community, RuleBook rules, MarketMonth first, MarketMonth last) =>
        rules.Sets.Count == 0 || community.Units.All(unit => unit.GrantPercent <= Of(rules, first, last));

    private static decimal Of(RuleBook rules, MarketMonth first, MarketMonth last) => rules.Sets
        .Where((set, i) => set.From <= last.LastDay
            && (i + 1 == rules.Sets.Count || rules.Sets[i + 1].From > first.FirstDay))
        .Min(set => set.Rules.Grant.MaxPercent);
}
