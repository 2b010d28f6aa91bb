namespace Cer.Domain.Codes;

/// <summary>The words of each enumeration in files, tables and interfaces.</summary>
public static class CodeLists
{
    public static readonly CodeList<ConfigurationKind> Configurations = new(
        ("CER", ConfigurationKind.Cer), ("GAC", ConfigurationKind.Gac), ("AID", ConfigurationKind.Aid));

    public static readonly CodeList<MemberCategory> Categories = new(
        ("natural_person", MemberCategory.NaturalPerson),
        ("sme", MemberCategory.Sme),
        ("large_enterprise", MemberCategory.LargeEnterprise),
        ("local_authority", MemberCategory.LocalAuthority),
        ("territorial_body", MemberCategory.TerritorialBody),
        ("religious_body", MemberCategory.ReligiousBody),
        ("third_sector", MemberCategory.ThirdSector),
        ("environmental_body", MemberCategory.EnvironmentalBody),
        ("research_body", MemberCategory.ResearchBody),
        ("local_public_administration", MemberCategory.LocalPublicAdministration),
        ("condominium", MemberCategory.Condominium),
        ("third_party_producer", MemberCategory.ThirdPartyProducer),
        ("cer", MemberCategory.Cer));

    public static readonly CodeList<Voltage> Voltages = new(("LV", Voltage.Low), ("MV", Voltage.Medium));

    public static readonly CodeList<EnergySource> Sources = new(
        ("photovoltaic", EnergySource.Photovoltaic),
        ("wind", EnergySource.Wind),
        ("hydro", EnergySource.Hydro),
        ("biogas", EnergySource.Biogas),
        ("biomass", EnergySource.Biomass),
        ("other", EnergySource.Other));

    public static readonly CodeList<MarketZone> Zones = new(
        ("NORD", MarketZone.Nord),
        ("CNOR", MarketZone.Cnor),
        ("CSUD", MarketZone.Csud),
        ("SUD", MarketZone.Sud),
        ("CALA", MarketZone.Cala),
        ("SICI", MarketZone.Sici),
        ("SARD", MarketZone.Sard));

    public static readonly CodeList<FcArea> Areas = new(
        ("Nord", FcArea.Nord), ("Centro", FcArea.Centro), ("Sud", FcArea.Sud));

    public static readonly CodeList<TariffRegime> Regimes = new(
        ("tip", TariffRegime.Tip), ("flat_42bis", TariffRegime.Flat42Bis), ("none", TariffRegime.None));

    public static readonly CodeList<Quality> Qualities = new(
        ("measured", Quality.Measured), ("estimated", Quality.Estimated), ("calculated", Quality.Calculated));

    public static readonly CodeList<ExemptShare> ExemptShares = new(
        ("pro_quota", ExemptShare.ProQuota), ("exempt_first", ExemptShare.ExemptFirst));

    public static readonly CodeList<MeritOrderRule> MeritOrders = new(
        ("all", MeritOrderRule.All), ("incentivised_first", MeritOrderRule.IncentivisedFirst));

    public static readonly CodeList<DistributionKey> Keys = new(
        ("equal", DistributionKey.Equal),
        ("injected", DistributionKey.Injected),
        ("withdrawn", DistributionKey.Withdrawn),
        ("shared_hourly", DistributionKey.SharedHourly),
        ("power", DistributionKey.Power),
        ("fixed", DistributionKey.Fixed));

    /// <summary>The keys of files and those that only the running product has.</summary>
    public static readonly CodeList<DistributionKey> AllKeys = new(
    [
        .. Keys.Words.Select(word => (word, Keys.TryParse(word, out var key) ? key : default)),
        ("solidarity", DistributionKey.Solidarity),
        ("custom", DistributionKey.Custom),
    ]);

    /// <summary>The keys that a solidarity weight can multiply.</summary>
    public static readonly CodeList<DistributionKey> BaseKeys = new(
    [
        .. Keys.Words.Where(word => word != "fixed").Select(word => (word, Keys.TryParse(word, out var key) ? key : default)),
    ]);

    public static readonly CodeList<MonthStatus> Statuses = new(
        ("final", MonthStatus.Final), ("provisional", MonthStatus.Provisional), ("partial", MonthStatus.Partial));

    public static readonly CodeList<AcceptanceKind> Acceptances = new(
        ("estimated", AcceptanceKind.Estimated), ("zeroed", AcceptanceKind.Zeroed), ("excluded", AcceptanceKind.Excluded));

    public static readonly CodeList<HourNeed> Needs = new(
        ("missing", HourNeed.Missing), ("estimated", HourNeed.Estimated), ("calculated", HourNeed.Calculated));
}
