using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using NodaTime;
using NodaTime.Text;

namespace Cer.Settlement.Checking;

/// <summary>Looks at a configuration as it is declared, before money is computed.</summary>
public static class ConfigurationChecks
{
    private const string Access = "Regole Operative GSE, pp. 9-10";
    private static readonly Period Soon = Period.FromMonths(12);

    /// <summary>What should be looked at, on a day.</summary>
    public static IReadOnlyList<CheckFinding> Of(EnergyCommunity community, RuleBook rules, LocalDate today) =>
    [
        .. OldPower(community),
        .. Holders(community),
        .. Place(community),
        .. community.Units.GroupBy(unit => unit.Plant).SelectMany(plant => Plant(community, rules, plant.Key, [.. plant], today)),
        .. community.UnitsByAge().SelectMany(unit => Unit(community, rules, unit, today)),
    ];

    private static IEnumerable<CheckFinding> OldPower(EnergyCommunity community)
    {
        if (community.Kind != ConfigurationKind.Cer) yield break;
        var all = community.Units.Sum(unit => unit.PowerKw);
        var old = community.Units.Where(IsOld).Sum(unit => unit.PowerKw);
        if (old * 100 > all * 30)
            yield return new("old_power", null, "Regole Operative GSE, p. 10") { Facts = [new("old", old, "kW"), new("all", all, "kW")] };
    }

    private static IEnumerable<CheckFinding> Holders(EnergyCommunity community)
    {
        var holders = community.Pods.Select(pod => pod.Member).Distinct(StringComparer.Ordinal).Count();
        if (community.Kind == ConfigurationKind.Aid && holders > 1)
            yield return new("several_holders", null, "TIAD, art. 1") { Facts = [new("holders", holders, "")] };
    }

    /// <summary>One substation, one market zone, and areas that lie in it.</summary>
    private static IEnumerable<CheckFinding> Place(EnergyCommunity community)
    {
        if (community.PrimarySubstation is not { } substation)
            yield return new("no_substation", null, "Regole Operative GSE, pp. 6, 16");
        else if (!IsSubstation(substation)) yield return new("odd_substation", substation, "Regole Operative GSE, p. 6");
        var zones = community.Units.Select(unit => unit.Zone).Distinct().Order().ToArray();
        if (zones.Length > 1)
            yield return new("several_zones", null, "TIAD, art. 1") { Words = [.. zones.Select(CodeLists.Zones.Word)] };
        foreach (var unit in community.UnitsByAge().Where(unit => !Lies(unit.Area, unit.Zone)))
            yield return new("area_not_in_zone", unit.Id, "Regole Operative GSE, p. 147")
            {
                Words = [CodeLists.Areas.Word(unit.Area), CodeLists.Zones.Word(unit.Zone)],
            };
    }

    private static IEnumerable<CheckFinding> Plant(
        EnergyCommunity community, RuleBook rules, string plant, ProductionUnit[] units, LocalDate today)
    {
        var (power, largest) = (community.PlantPower(plant), rules.On(today).Brackets[^1].UpToKw);
        if (units.Any(unit => unit.Regime == TariffRegime.Tip) && power > largest)
            yield return new("too_large", plant, "DM 414/2023, art. 3")
            {
                Facts = [new("power", power, "kW"), new("limit", largest, "kW")],
            };
        if (units.Any(unit => unit.Regime == TariffRegime.Flat42Bis) && power > 200)
            yield return new("flat_too_large", plant, "DM 16/09/2020, art. 1") { Facts = [new("power", power, "kW")] };
        if (units.Select(unit => unit.Source).Distinct().Count() > 1)
            yield return new("several_sources", plant, "Regole Operative GSE, p. 10");
    }

    private static IEnumerable<CheckFinding> Unit(
        EnergyCommunity community, RuleBook rules, ProductionUnit unit, LocalDate today)
    {
        if (unit.Regime == TariffRegime.Tip && unit.InService < community.ConstitutedOn)
            yield return new("before_constitution", unit.Id, "Regole Operative GSE, p. 9")
            {
                Words = [Day(unit.InService), Day(community.ConstitutedOn)],
            };
        if (unit.IncentiveFrom < unit.InService)
            yield return new("right_before_service", unit.Id, Access) { Words = [Day(unit.IncentiveFrom), Day(unit.InService)] };
        if (unit.Regime == TariffRegime.None && !IsOld(unit))
            yield return new("no_tariff", unit.Id, Access) { Words = [Day(unit.InService)] };
        var end = rules.On(today).EndOfRight(unit.IncentiveFrom).PlusDays(-1);
        if (unit.Regime != TariffRegime.None && end <= today.Plus(Soon))
            yield return new(end < today ? "right_ended" : "right_ends", unit.Id, "DM 414/2023, art. 3") { Words = [Day(end)] };
        if (unit.Regime == TariffRegime.Flat42Bis)
            yield return new("flat", unit.Id, "Regole Operative GSE, pp. 46-47") { Words = [Day(end)] };
    }

    private static bool IsOld(ProductionUnit unit) =>
        unit.InService <= ProductionUnit.LastDayOfOldPlants && unit.Regime != TariffRegime.Flat42Bis;

    private static bool Lies(FcArea area, MarketZone zone) => zone switch
    {
        MarketZone.Nord => area == FcArea.Nord,
        MarketZone.Cnor => area == FcArea.Centro,
        MarketZone.Csud => area is FcArea.Centro or FcArea.Sud,
        _ => area == FcArea.Sud,
    };

    /// <summary>As substations are seen: AC, three digits, E, five digits. An odd one is told, never refused.</summary>
    private static bool IsSubstation(string code) =>
        code.Length == 11 && code.StartsWith("AC", StringComparison.Ordinal) && code[5] == 'E'
        && code.AsSpan(2, 3).IndexOfAnyExceptInRange('0', '9') < 0 && code.AsSpan(6).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
