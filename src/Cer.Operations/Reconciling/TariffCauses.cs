using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Settlement;

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
        return Zones(month, subjects).Concat(Brackets(month, subjects)).Concat(Areas(month, subjects))
            .Concat(Exemptions(month)).Concat(Grants(month, units));
    }

    private static IEnumerable<Hypothesis> Zones(MonthComparison month, HashSet<string>[] subjects)
    {
        var input = month.Material.Input with { Prices = month.Material.Prices };
        var own = input.Community.Units.Select(unit => unit.Zone).Distinct().ToArray();
        foreach (var zone in Enum.GetValues<MarketZone>())
        {
            if (own.Length == 1 && own[0] == zone) continue;
            if (month.Material.Prices.At(zone, month.Ground.Month.FirstHour) is null) continue;
            var there = month.On(Moved(input, zone, null));
            foreach (var units in subjects)
            {
                yield return new(CauseKind.PriceZone, null, Word(zone), month.Own.With(there, units),
                    [new("zone", null, Word(zone)), new("own_zone", null, string.Join(' ', own.Select(Word))), .. Of(units)])
                {
                    Change = one => Moved(one with { Prices = month.Material.Prices }, zone, units),
                };
            }
        }
    }

    private static SettlementInput Moved(SettlementInput input, MarketZone zone, HashSet<string>? units) => input with
    {
        Community = input.Community with
        {
            Units = [.. input.Community.Units.Select(unit => units?.Contains(unit.Id) == false ? unit : unit with { Zone = zone })],
        },
    };

    private static IEnumerable<Hypothesis> Brackets(MonthComparison month, HashSet<string>[] subjects)
    {
        var input = month.Material.Input;
        var brackets = input.Rules.On(month.Ground.Month.FirstDay).Brackets;
        foreach (var bracket in brackets)
        {
            var all = bracket with { UpToKw = decimal.MaxValue };
            foreach (var one in InBrackets([all], [new("bracket_up_to", bracket.UpToKw, "kW"), new("base", bracket.Base, "EUR/MWh")]))
                yield return one;
        }

        foreach (var one in InBrackets([], [])) yield return one;

        IEnumerable<Hypothesis> InBrackets(IReadOnlyList<Bracket> others, CauseFact[] facts)
        {
            SettlementInput Change(SettlementInput one) =>
                one with { Rules = Changed(one.Rules, rules => rules with { Brackets = others }) };
            var there = month.On(Change(input));
            return subjects.Select(units => new Hypothesis(
                CauseKind.PowerBracket, null, units.Count == 1 ? units.First() : "", month.Own.With(there, units),
                [.. facts, .. Powers(input.Community, units)])
            {
                Change = Change,
                Units = units,
            });
        }
    }

    /// <summary>The correction for photovoltaic plants of another area.</summary>
    private static IEnumerable<Hypothesis> Areas(MonthComparison month, HashSet<string>[] subjects)
    {
        var input = month.Material.Input;
        var corrections = input.Rules.On(month.Ground.Month.FirstDay).Fc;
        foreach (var area in Enum.GetValues<FcArea>().Where(corrections.ContainsKey))
        {
            if (input.Community.Units.All(unit => unit.Area == area)) continue;
            var there = month.On(Corrected(input, area, null));
            foreach (var units in subjects)
            {
                yield return new(CauseKind.AreaCorrection, null, Word(area), month.Own.With(there, units),
                    [new("correction", corrections[area], "EUR/MWh"), .. Of(units)])
                {
                    Change = one => Corrected(one, area, units),
                };
            }
        }
    }

    private static SettlementInput Corrected(SettlementInput input, FcArea area, HashSet<string>? units) => input with
    {
        Community = input.Community with
        {
            Units = [.. input.Community.Units.Select(unit => units?.Contains(unit.Id) == false ? unit : unit with { Area = area })],
        },
    };

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
            SettlementInput Change(SettlementInput one) =>
                one with { Rules = Changed(one.Rules, set => set with { Exemption = change(set.Exemption) }) };
            yield return new(CauseKind.ExemptionShare, null, name, month.On(Change(input)), [new("rule", null, name)]) { Change = Change };
        }
    }

    /// <summary>F left out, or the whole of it.</summary>
    private static IEnumerable<Hypothesis> Grants(MonthComparison month, HashSet<string> units)
    {
        var input = month.Material.Input;
        foreach (var unit in input.Community.Units.Where(unit => unit.HasGrant && units.Contains(unit.Id)))
        {
            SettlementInput Change(SettlementInput other) => other with
            {
                Community = other.Community with
                {
                    Units = [.. other.Community.Units.Select(one => one.Id == unit.Id ? one with { GrantPercent = 0 } : one)],
                },
            };
            var only = new HashSet<string>(StringComparer.Ordinal) { unit.Id };
            yield return new(CauseKind.ExemptionShare, null, "no_reduction", month.Own.With(month.On(Change(input)), only),
                [new("rule", null, "no_reduction"), new("grant", unit.GrantPercent, "%"), .. Of(only)])
            {
                Change = Change,
                Units = only,
            };
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

    private static string Word(FcArea area) => area.ToString().ToUpperInvariant();

    private static string Word(MarketZone zone) => zone.ToString().ToUpperInvariant();
}
