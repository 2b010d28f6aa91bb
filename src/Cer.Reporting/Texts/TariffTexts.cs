using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Documents;

namespace Cer.Reporting.Texts;

/// <summary>The tariffs in one line each, with the act they come from.</summary>
internal static class TariffTexts
{
    /// <remarks>Source: DM 414/2023, All. 1; Regole Operative pp. 38-39.</remarks>
    public static string Tip(Speech say, MonthFacts facts)
    {
        var units = facts.Definition.Units.Where(unit => unit.Regime == TariffRegime.Tip).ToArray();
        var brackets = units.Select(unit => facts.LastRules.BracketOf(facts.Definition.PlantPower(unit.Plant)))
            .OfType<Domain.Rules.Bracket>().Distinct().OrderByDescending(bracket => bracket.Base).ToArray();
        if (brackets.Length == 0)
        {
            return say.T(
                "Nessun impianto della comunità ha diritto alla tariffa premio.",
                "No plant of the community has a right to the premium.");
        }

        var limit = Whole(say, facts.LastRules.PriceReference);
        var parts = brackets.Select(bracket => Whole(say, bracket.Base) + say.T(
            $" più quanto il prezzo zonale sta sotto {limit}, al massimo {Whole(say, bracket.Cap)}",
            $" plus what the zonal price is below {limit}, at most {Whole(say, bracket.Cap)}"));
        var fixedPart = string.Join(say.T("; oppure ", "; or "), parts);
        var area = units.Where(unit => unit.Source == EnergySource.Photovoltaic).Select(unit => unit.Area).Distinct().ToArray();
        var correction = area.Length == 1 ? facts.LastRules.Fc.GetValueOrDefault(area[0]) : 0m;
        var extra = correction == 0 ? "" : say.T(
            $", più {Whole(say, correction)} per il fotovoltaico ({area[0]})",
            $", plus {Whole(say, correction)} for photovoltaics ({area[0]})");
        var grant = !units.Any(unit => unit.HasGrant) ? "" : say.T(
            " Gli impianti con un contributo in conto capitale prendono di meno, salvo per l'energia di enti, terzo settore e"
            + " chi altro la legge esenta.",
            " Plants with a capital grant get less, except for the energy of public bodies, the third sector and others the"
            + " law exempts.");
        return say.T(
            $"Per ogni MWh condiviso: {fixedPart}{extra}.{grant}", $"For each MWh shared: {fixedPart}{extra}.{grant}");
    }

    public static string TipSource => "DM 414/2023, All. 1; Regole Operative GSE, pp. 38-39";

    /// <summary>What a MWh earned on average; null when that is not known.</summary>
    public static string? TipMean(Speech say, MonthFacts facts)
    {
        var incentivised = facts.Units.Aggregate(Energy.Zero, (sum, unit) => sum + unit.Incentivised).KilowattHours;
        return incentivised == 0 || facts.Row.Settled.Tip is not { } tip
            ? null
            : $"{say.T("In media, questo mese:", "On average, this month:")} {say.PerMwh(tip.Eur * 1000 / incentivised)}.";
    }

    /// <remarks>Source: TIAD; Regole Operative pp. 41-42.</remarks>
    public static string Cac(Speech say, MonthFacts facts)
    {
        var year = facts.Month.Year;
        if (facts.Rules.TransmissionRate(year) is not { } rate)
        {
            return say.T(
                $"Restituisce i costi di rete evitati. Nessun atto conferma ancora la tariffa di trasmissione (TRAS_E) del"
                + $" {year}: l'importo non è ancora noto.",
                $"Gives back grid costs avoided. No act confirms the transmission rate (TRAS_E) of {year} yet: the amount is"
                + " not known yet.");
        }

        var losses = facts.Definition.Kind != ConfigurationKind.Gac ? "" : say.T(
            ", più la componente di distribuzione (BTAU) e le perdite evitate dentro l'edificio",
            ", plus the distribution component (BTAU) and the losses avoided inside the building");
        return say.T(
            $"Restituisce i costi di rete evitati: {say.PerMwh(rate)} di energia condivisa (TRAS_E {year}, {facts.Cac!.Act}){losses}.",
            $"Gives back grid costs avoided: {say.PerMwh(rate)} of shared energy (TRAS_E {year}, {facts.Cac!.Act}){losses}.");
    }

    public static string CacSource => "ARERA 727/2022/R/eel (TIAD); Regole Operative GSE, pp. 41-42";

    /// <remarks>Source: Regole Operative p. 39; the update of 16 July 2025, p. 42.</remarks>
    public static string Surplus(Speech say, MonthFacts facts)
    {
        var (a, b) = (facts.LastRules.Thresholds.A, facts.LastRules.Thresholds.B);
        var (usual, granted) = (say.Percent(a, 1, 0), say.Percent(b, 1, 0));
        return say.T(
            $"La parte della tariffa che matura quando si condivide più del {usual} dell'energia immessa ({granted} per gli"
            + " impianti con contributo in conto capitale); alle imprese non può andare. Si calcola sull'anno: finché l'anno"
            + " non è chiuso è una stima.",
            $"The part of the premium earned when more than {usual} of the energy injected is shared ({granted} for plants"
            + " with a capital grant); it may not go to enterprises. It is computed on the year: until the year is closed it"
            + " is an estimate.");
    }

    public static string SurplusSource => "Regole Operative GSE, p. 39; aggiornamento del 16/07/2025, p. 42";

    private static string Whole(Speech say, decimal eur) => say.Euro(eur, eur == decimal.Truncate(eur) ? 0 : 2);
}
