using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Contract;

/// <summary>Reads the production units of a community.</summary>
internal static class UnitReader
{
    private const string Power = "kW, not below zero";

    public static (List<ProductionUnit> Units, List<long> GrantLines) Read(
        YamlFields fields, HashSet<string> pods, ConfigurationKind kind)
    {
        var units = new List<ProductionUnit>();
        var grantLines = new List<long>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in fields.Sections("plants"))
        {
            if (Unit(entry, pods, kind) is not { } unit) continue;
            if (!ids.Add(unit.Id)) entry.Fault("id", Quoted.Text(unit.Id), "an id that no other unit has");
            units.Add(unit);
            grantLines.Add(entry.LineOf("grant_percent"));
        }

        return (units, grantLines);
    }

    private static ProductionUnit? Unit(YamlFields entry, HashSet<string> pods, ConfigurationKind kind)
    {
        var id = entry.Text("id", "the unit's id");
        var plant = entry.OptionalText("plant");
        var pod = entry.Text("pod", "a POD of the list pods");
        var source = entry.Code("source", CodeLists.Sources);
        var zone = entry.Code("market_zone", CodeLists.Zones);
        var area = entry.Code("fc_area", CodeLists.Areas);
        var voltage = entry.OptionalCode("voltage", CodeLists.Voltages) ?? Voltage.Low;
        var power = entry.Number("power_kw", "kW, above zero", n => n > 0);
        var inService = entry.Day("in_service");
        var regime = entry.OptionalCode("regime", CodeLists.Regimes);
        var flat = entry.OptionalNumber("flat_eur_mwh", "EUR/MWh, not below zero", n => n >= 0);
        var incentiveFrom = entry.OptionalDay("incentive_from");
        var grant = entry.OptionalNumber("grant_percent", "a percentage, not below zero", n => n >= 0);
        var obligation = entry.OptionalNumber("obligation_kw", Power, n => n >= 0);
        var superbonus = entry.OptionalNumber("superbonus_kw", Power, n => n >= 0);
        var inside = entry.OptionalFlag("inside_building");

        if (id is { Length: 0 }) entry.Fault("id", "nothing", "the unit's id");
        if (pod is not null && !pods.Contains(pod)) entry.Fault("pod", Quoted.Text(pod), "a POD of the list pods");
        if (kind != ConfigurationKind.Gac && entry.Has("inside_building"))
            entry.Fault("inside_building", "a key for groups in one building", "none in this configuration");
        entry.RefuseTheRest();
        if (inService is not { } first) return null;
        if (regime == TariffRegime.Tip && first <= ProductionUnit.LastDayOfOldPlants)
            entry.Fault("regime", "tip", "none or flat_42bis for a unit in service up to 2021-12-15");
        var kept = regime ?? ProductionUnit.RegimeByDefault(first);
        if (entry.Has("flat_eur_mwh") && kept != TariffRegime.Flat42Bis)
            entry.Fault("flat_eur_mwh", "a flat rate", $"none with the regime {CodeLists.Regimes.Word(kept)}");
        if (id is null || pod is null || source is null || zone is null || area is null || power is null) return null;

        return new()
        {
            Id = id,
            Plant = plant ?? id,
            Pod = pod,
            Source = source.Value,
            Zone = zone.Value,
            Area = area.Value,
            Voltage = voltage,
            PowerKw = power.Value,
            InService = first,
            Regime = kept,
            FlatRate = flat,
            IncentiveFrom = incentiveFrom ?? first,
            GrantPercent = grant ?? 0,
            ObligationKw = obligation ?? 0,
            SuperbonusKw = superbonus ?? 0,
            InsideBuilding = inside ?? true,
        };
    }
}
