using Cer.Domain.Codes;
using Cer.Operations.Documents;
using Cer.Settlement.Explaining;

namespace Cer.Reporting.Texts;

/// <summary>The words of the account at the end of a statement: what was earned, and how it came to the member.</summary>
internal static class AccountTexts
{
    public static string Part(Speech say, AccountLine line) => line.Code switch
    {
        "tip.base" => say.T("Parte fissa della tariffa, ora per ora", "Fixed part of the tariff, hour by hour"),
        "tip.variable" => say.T(
            "Parte variabile: quanto il prezzo zonale di ogni ora sta sotto il riferimento",
            "Variable part: what the zonal price of each hour is below the reference"),
        "tip.correction" => say.T("Correzione per zona geografica (fotovoltaico)", "Correction by area (photovoltaics)"),
        "tip.grant" => say.T("Riduzione per i contributi in conto capitale", "Reduction for capital grants"),
        "tip.flat" => say.T("Tariffa fissa degli impianti dell'art. 42-bis", "Flat tariff of plants under art. 42-bis"),
        "cac.transmission" => say.T(
            "Tariffa di trasmissione (TRAS_E) sull'energia condivisa",
            "Transmission tariff (TRAS_E) on shared energy"),
        "cac.levels" => say.T(
            "Distribuzione (BTAU) sull'energia rimasta nell'edificio",
            "Distribution (BTAU) on energy that stayed in the building"),
        "cac.losses" => say.T("Perdite di rete evitate, al prezzo zonale", "Grid losses avoided, at the zonal price"),
        _ => say.T("Arrotondamento al centesimo di ogni impianto", "Rounding to the cent of each plant"),
    };

    public static string Kind(Speech say, string code) => code switch
    {
        "member.tip" => say.T("Dalla TIP", "From the TIP"),
        "member.cac" => say.T("Dal CAC", "From the CAC"),
        _ => say.T("Dall'importo eccedentario", "From the surplus"),
    };

    /// <summary>A step in one line: what it took, and the member's weight in it.</summary>
    public static string Step(Speech say, ExplainedAmount step)
    {
        var (number, taken) = (Value(step, "number") ?? 0m, Value(step, "step_amount") ?? 0m);
        var head = number == 0
            ? say.T("Regola dell'importo eccedentario: ", "Rule of the surplus: ")
            : say.T($"Passo {say.Number(number)}: ", $"Step {say.Number(number)}: ");
        var share = Value(step, "percent") is { } percent
            ? $" ({say.Percent(percent, 100, percent == decimal.Truncate(percent) ? 0 : 2)} {say.T("di", "of")}"
                + $" {say.Euro(Value(step, "month_amount") ?? 0m)})"
            : "";
        var key = CodeLists.AllKeys.TryParse(step.About ?? "", out var known) ? $", {SplitTexts.Key(say, known)}" : "";
        // Of a few members the sum of solidarity weights is left out: it would tell those of the others.
        var all = Value(step, "all_weights") is null ? "" : $" {say.T("su", "of")} {Weight(say, step, "all_weights")}";
        return $"{head}{say.Euro(taken)}{share}{key}{Solidarity(say, step)}: {Weight(say, step, "my_weight")}{all}";
    }

    /// <summary>The version of the regolamento that the steps are of; empty for the one of the community's file.</summary>
    public static string Version(Speech say, ExplainedAmount account) => account.Rule is { } rule
        ? $" {rule.Id[(rule.Id.LastIndexOf(' ') + 1)..]}, {say.T("dal", "from")} {rule.From:yyyy'-'MM} ({rule.Act})"
        : "";

    private static string Solidarity(Speech say, ExplainedAmount step) => Value(step, "multiplier") is null
        ? ""
        : $" {say.T("con peso di solidarietà", "with a solidarity weight")}"
            + $" ({Weight(say, step, "base_weight")} × {Weight(say, step, "multiplier")})";

    private static string Weight(Speech say, ExplainedAmount step, string name)
    {
        var fact = step.Facts.First(fact => fact.Name == name);
        var value = say.Number(fact.Value, fact.Unit.Length == 0 && fact.Value == decimal.Truncate(fact.Value) ? 0 : 3);
        return fact.Unit.Length == 0 ? value : $"{value}\u00a0{fact.Unit}";
    }

    private static decimal? Value(ExplainedAmount step, string name) =>
        step.Facts.FirstOrDefault(fact => fact.Name == name)?.Value;
}
