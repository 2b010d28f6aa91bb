using Cer.Domain.Codes;
using Cer.Operations.Documents;

namespace Cer.Reporting.Texts;

/// <summary>How far the figures can be trusted, in plain words.</summary>
internal static class StandingTexts
{
    private const int MostReasons = 4;

    public static string Status(Speech say, MonthStatus status) => status switch
    {
        MonthStatus.Final => say.T("Completo", "Complete"),
        MonthStatus.Provisional => say.T("Provvisorio", "Provisional"),
        _ => say.T("Parziale", "Partial"),
    };

    public static string Lead(Speech say, MonthStatus status) => status switch
    {
        MonthStatus.Final => say.T(
            "Ci sono tutti i dati e tutte le regole del mese.", "All data and all rules of the month are there."),
        MonthStatus.Provisional => say.T(
            "Ci sono tutti i dati; una regola non è ancora confermata da un atto.",
            "All data are there; a rule is not yet confirmed by an act."),
        _ => say.T(
            "Mancano dei dati: quanto manca non è contato come zero, è lasciato fuori. Quando arriva, il mese si rifà.",
            "Some data are missing: what is missing is not counted as zero, it is left out. When it comes, the month is done again."),
    };

    /// <summary>Why the month is not complete.</summary>
    public static IEnumerable<string> Reasons(Speech say, MonthFacts facts) =>
        facts.Row.Settled.Reasons.Take(MostReasons).Select(reason => Reason(say, facts, reason));

    /// <summary>What nobody measured.</summary>
    public static string Estimated(Speech say, decimal hours) => hours == 0
        ? say.T("Nessuna lettura è stimata.", "No reading is an estimate.")
        : say.T(
            $"{say.Number(hours, 2)} ore di letture sono stimate o calcolate, non misurate.",
            $"{say.Number(hours, 2)} hours of readings are estimated or calculated, not measured.");

    private static string Reason(Speech say, MonthFacts facts, string reason)
    {
        var year = facts.Month.Year;
        var number = new string([.. reason.SkipWhile(c => !char.IsDigit(c)).TakeWhile(char.IsDigit)]);
        return reason switch
        {
            _ when Begins("missing readings") => say.T(
                $"Mancano letture: {number} ore di punti di prelievo lasciate fuori.",
                $"Readings are missing: {number} hours of points left out."),
            _ when Begins("missing prices") => say.T(
                $"Mancano prezzi zonali: {number} ore di impianti senza valore.",
                $"Zonal prices are missing: {number} hours of units without value."),
            _ when Begins("CAC not confirmed") => say.T(
                $"CAC non confermato: nessun atto dà la TRAS_E del {year}.",
                $"CAC not confirmed: no act gives TRAS_E of {year}."),
            _ => reason,
        };

        bool Begins(string text) => reason.StartsWith(text, StringComparison.Ordinal);
    }
}
