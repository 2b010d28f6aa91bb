using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;
using NodaTime;

namespace Cer.Exchange.Contract;

/// <summary>Reads the production units of a community.</summary>
internal static class UnitReader
{
    private const string Power = "kW, not below zero, up to 1000000";
    private const decimal MostKw = 1_000_000;

    // It stands in tables that people open as spreadsheets, and comes back from them.
    private const string NoFormula = "one that does not begin with = + - or @";

    /// <summary>Reads the units; false when the id or the point of any of them could not be read.</summary>
    public static bool Read(
        YamlFields fields, HashSet<string> pods, ConfigurationKind kind, List<ProductionUnit> units, List<long> grantLines)
    {
        var known = fields.HasMappings("plants");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in fields.Sections("plants"))
        {
            if (Unit(entry, pods, kind) is not { } unit)
            {
                known = false;
                continue;
            }

            if (!ids.Add(unit.Id))
            {
                entry.Fault("id", Quoted.Text(unit.Id), "an id that no other unit has");
                continue;
            }

            units.Add(unit);
            grantLines.Add(entry.LineOf("grant_percent"));
        }

        return known;
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
        var power = entry.Number("power_kw", "kW, above zero, up to 1000000", n => n is > 0 and <= MostKw);
        var inService = entry.Day("in_service");
        var regime = entry.OptionalCode("regime", CodeLists.Regimes);
        var flat = entry.OptionalNumber("flat_eur_mwh", "EUR/MWh, not below zero", n => n >= 0);
        var incentiveFrom = entry.OptionalDay("incentive_from");
        var grant = entry.OptionalNumber("grant_percent", "a percentage, not below zero", n => n >= 0);
        var obligation = entry.OptionalNumber("obligation_kw", Power, n => n is >= 0 and <= MostKw);
        var superbonus = entry.OptionalNumber("superbonus_kw", Power, n => n is >= 0 and <= MostKw);
        var inside = entry.OptionalFlag("inside_building");

        if (id is { Length: 0 }) entry.Fault("id", "nothing", "the unit's id");
        if (id is not null && FormulaText.Is(id)) entry.Fault("id", Quoted.Text(id), NoFormula);
        if (plant is not null && FormulaText.Is(plant)) entry.Fault("plant", Quoted.Text(plant), NoFormula);
        if (pod is not null && !pods.Contains(pod)) entry.Fault("pod", Quoted.Text(pod), "a POD of the list pods");
        if (kind != ConfigurationKind.Gac && entry.Has("inside_building"))
            entry.Fault("inside_building", "a key for groups in one building", "none in this configuration");
        entry.RefuseTheRest();
        var first = inService ?? LocalDate.MaxIsoValue;
        if (regime == TariffRegime.Tip && first <= ProductionUnit.LastDayOfOldPlants)
            entry.Fault("regime", "tip", "none or flat_42bis for a unit in service up to 2021-12-15");
        var kept = regime ?? ProductionUnit.RegimeByDefault(first);
        var told = regime is not null || !entry.Has("regime");
        if (told && entry.Has("flat_eur_mwh") && kept != TariffRegime.Flat42Bis)
            entry.Fault("flat_eur_mwh", "a flat rate", $"none with the regime {CodeLists.Regimes.Word(kept)}");
        if (kind == ConfigurationKind.Aid && regime == TariffRegime.Flat42Bis)
            entry.Fault("regime", "flat_42bis", "tip or none: an individual at a distance never had the flat tariff");
        if (id is null || pod is null) return null;

        return new()
        {
            Id = id,
            Plant = plant ?? id,
            Pod = pod,
            Source = source ?? EnergySource.Other,
            Zone = zone ?? MarketZone.Nord,
            Area = area ?? FcArea.Nord,
            Voltage = voltage,
            PowerKw = power ?? 1,
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
