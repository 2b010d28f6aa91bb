using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;

namespace Cer.Operations.Reconciling;

/// <summary>Causes that lie in the tariff: the zone of the price, the bracket of power, whom the factor F spares.</summary>
internal static class TariffCauses
{
    public static IEnumerable<Hypothesis> Of(MonthComparison month)
    {
        var units = month.Differing.Where(key => key is { Item: ReconciledItem.Tip, Scope.Length: > 0 }).Select(key => key.Scope)
            .Where(id => month.Material.Input.Community.Units.Any(unit => unit.Id == id))
            .ToHashSet(StringComparer.Ordinal);
        if (units.Count == 0 && month.Differing.Contains(new(ReconciledItem.Tip, "")))
            units.UnionWith(month.Material.Input.Community.Units.Select(unit => unit.Id));
        if (units.Count == 0) return [];
        HashSet<string>[] subjects = units.Count == 1 ? [units] : [units, .. units.Select(unit =>
            new HashSet<string>(StringComparer.Ordinal) { unit })];
        return Zones(month, subjects).Concat(Brackets(month, subjects)).Concat(Exemptions(month)).Concat(Grants(month, units));
    }

    private static IEnumerable<Hypothesis> Zones(MonthComparison month, HashSet<string>[] subjects)
    {
        var input = month.Material.Input with { Prices = month.Material.Prices };
        var own = input.Community.Units.Select(unit => unit.Zone).Distinct().ToArray();
        foreach (var zone in Enum.GetValues<MarketZone>())
        {
            if (own.Length == 1 && own[0] == zone) continue;
            if (month.Material.Prices.At(zone, month.Ground.Month.FirstHour) is null) continue;
            var there = month.On(input with
            {
                Community = input.Community with { Units = [.. input.Community.Units.Select(unit => unit with { Zone = zone })] },
            });
            foreach (var units in subjects)
            {
                yield return new(CauseKind.PriceZone, null, Word(zone), month.Own.With(there, units),
                    [new("zone", null, Word(zone)), new("own_zone", null, string.Join(' ', own.Select(Word))), .. Of(units)]);
            }
        }
    }

    private static IEnumerable<Hypothesis> Brackets(MonthComparison month, HashSet<string>[] subjects)
    {
        var input = month.Material.Input;
        var brackets = input.Rules.On(month.Ground.Month.FirstDay).Brackets;
        foreach (var bracket in brackets)
        {
            var all = bracket with { UpToKw = decimal.MaxValue };
            var there = month.On(input with { Rules = Changed(input.Rules, rules => rules with { Brackets = [all] }) });
            foreach (var units in subjects)
            {
                yield return new(CauseKind.PowerBracket, null, "", month.Own.With(there, units),
                    [new("bracket_up_to", bracket.UpToKw, "kW"), new("base", bracket.Base, "EUR/MWh"), .. Powers(input.Community, units)]);
            }
        }

        var none = month.On(input with { Rules = Changed(input.Rules, rules => rules with { Brackets = [] }) });
        foreach (var units in subjects)
            yield return new(CauseKind.PowerBracket, null, "", month.Own.With(none, units), [.. Powers(input.Community, units)]);
    }

    private static IEnumerable<Hypothesis> Exemptions(MonthComparison month)
    {
        var input = month.Material.Input;
        if (!input.Community.Units.Any(unit => unit.HasGrant)) yield break;
        var first = month.Ground.Month.FirstDay;
        foreach (var (name, change) in new (string, Func<ExemptionRule, ExemptionRule>)[]
        {
            ("none_exempt", rule => rule with { Categories = new HashSet<MemberCategory>(), NaturalPersonsFrom = null }),
            ("persons_exempt", rule => rule with { NaturalPersonsFrom = first }),
            ("persons_not_exempt", rule => rule with { NaturalPersonsFrom = null }),
            ("other_share", rule => rule with { Share = Other(rule.Share) }),
            ("other_priority", rule => rule with { GrantedFirst = !rule.GrantedFirst }),
            ("persons_exempt_other_share", rule => rule with { NaturalPersonsFrom = first, Share = Other(rule.Share) }),
            ("other_share_and_priority", rule => rule with { Share = Other(rule.Share), GrantedFirst = !rule.GrantedFirst }),
        })
        {
            var rules = Changed(input.Rules, set => set with { Exemption = change(set.Exemption) });
            yield return new(CauseKind.ExemptionShare, null, name, month.On(input with { Rules = rules }), [new("rule", null, name)]);
        }
    }

    /// <summary>F left out, or the whole of it.</summary>
    private static IEnumerable<Hypothesis> Grants(MonthComparison month, HashSet<string> units)
    {
        var input = month.Material.Input;
        foreach (var unit in input.Community.Units.Where(unit => unit.HasGrant && units.Contains(unit.Id)))
        {
            var without = input with
            {
                Community = input.Community with
                {
                    Units = [.. input.Community.Units.Select(one => one.Id == unit.Id ? one with { GrantPercent = 0 } : one)],
                },
            };
            var only = new HashSet<string>(StringComparer.Ordinal) { unit.Id };
            yield return new(CauseKind.ExemptionShare, null, "no_reduction", month.Own.With(month.On(without), only),
                [new("rule", null, "no_reduction"), new("grant", unit.GrantPercent, "%"), .. Of(only)]);
        }
    }

    private static RuleBook Changed(RuleBook book, Func<RuleSet, RuleSet> change) =>
        book with { Sets = [.. book.Sets.Select(set => set with { Rules = change(set.Rules) })] };

    private static ExemptShare Other(ExemptShare share) =>
        share == ExemptShare.ProQuota ? ExemptShare.ExemptFirst : ExemptShare.ProQuota;

    private static IEnumerable<CauseFact> Powers(EnergyCommunity community, HashSet<string> units) => community.Units
        .Where(unit => units.Contains(unit.Id)).Select(unit => unit.Plant).Distinct()
        .Select(plant => new CauseFact($"power {plant}", community.PlantPower(plant), "kW"));

    private static IEnumerable<CauseFact> Of(HashSet<string> units) =>
        units.Order(StringComparer.Ordinal).Select(unit => new CauseFact("unit", null, unit));

    private static string Word(MarketZone zone) => zone.ToString().ToUpperInvariant();
}
