using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using NodaTime.Text;

namespace Cer.Reporting.Texts;

/// <summary>The words of a dossier: what differs, why, on what ground, and what is asked.</summary>
internal static class DossierTexts
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Item(Speech say, ReconciledItem item) => item switch
    {
        ReconciledItem.Injected => say.T("Energia immessa", "Injected energy"),
        ReconciledItem.Withdrawn => say.T("Energia prelevata", "Withdrawn energy"),
        ReconciledItem.Shared => say.T("Energia autoconsumata (EACV)", "Self-consumed energy (EACV)"),
        ReconciledItem.Incentivised => say.T("Energia incentivata (EACI)", "Incentivised energy (EACI)"),
        ReconciledItem.Tip => say.T("Tariffa incentivante (TIP)", "Incentive tariff (TIP)"),
        ReconciledItem.Cac => say.T("Contributo di valorizzazione (CAC)", "Valorisation contribution (CAC)"),
        ReconciledItem.Surplus => say.T("Importo eccedentario", "Surplus"),
        ReconciledItem.AdvanceRecovered => say.T("Acconti recuperati", "Advances taken back"),
        ReconciledItem.Fee => say.T("Oneri del GSE", "GSE’s fees"),
        ReconciledItem.Received => say.T("Incasso", "Credit"),
        ReconciledItem.TariffHours => say.T("Ore con la stessa tariffa", "Hours of the same tariff"),
        _ => say.T("Giorno di pagamento", "Day of payment"),
    };

    public static string Kind(Speech say, StatementKind kind) => kind switch
    {
        StatementKind.Advance => say.T("acconto", "advance"),
        StatementKind.Partial => say.T("calcolo parziale", "partial calculation"),
        StatementKind.Complete => say.T("calcolo completo", "complete calculation"),
        _ => say.T("ricalcolo", "recalculation"),
    };

    /// <summary>The cause as a sentence.</summary>
    public static string Cause(Speech say, RankedCause cause) => cause.Kind switch
    {
        CauseKind.LateData => say.T(
            "Dopo la chiusura del mese sono arrivate altre misure: con quelle il nostro calcolo coincide con il conto del GSE, "
                + "e la differenza è nostra.",
            "Measures came after the month was closed: with them our calculation equals GSE’s, and the difference is ours."),
        CauseKind.UnitCode => say.T(
            "Il conto chiama le unità di produzione con altri codici: attribuite alle nostre, le cifre coincidono.",
            "The account names production units by other codes: taken for ours, the figures agree."),
        CauseKind.OtherPod => say.T(
            $"Il conto tiene conto del punto {cause.Point}, che nel mese la comunità non ha: la sua energia non è nel nostro calcolo.",
            $"The account counts the point {cause.Point}, which the community does not have in the month: "
                + "its energy is not in our calculation."),
        CauseKind.MissingPod => say.T(
            $"Il conto non tiene conto del punto {cause.Point}: senza di esso il nostro calcolo dà le stesse cifre del GSE.",
            $"The account leaves the point {cause.Point} out: without it our calculation gives GSE’s figures."),
        CauseKind.MembershipDate => say.T(
            $"Il punto {cause.Point} risulta nel conto {Span(say, cause)}: con quella data il nostro calcolo dà le stesse cifre del GSE.",
            $"The point {cause.Point} counts {Span(say, cause)}: with that date our calculation gives GSE’s figures."),
        CauseKind.ProfiledPod => say.T(
            $"Le ore del punto {cause.Point} risultano ricostruite da un profilo{Profile(say, cause)}: "
                + "ricostruendole così il nostro calcolo dà le stesse cifre.",
            $"The hours of the point {cause.Point} come from a profile{Profile(say, cause)}: "
                + "made so, our calculation gives the same figures."),
        CauseKind.PriceZone => say.T(
            $"La tariffa risulta calcolata con il prezzo della zona {cause.About}: con quel prezzo il nostro calcolo dà lo stesso importo.",
            $"The tariff was computed at the price of zone {cause.About}: at that price our calculation gives the same amount."),
        CauseKind.PowerBracket => say.T(
            "La tariffa risulta calcolata con un altro scaglione di potenza: con quello il nostro calcolo dà lo stesso importo.",
            "The tariff was computed in another bracket of power: in it our calculation gives the same amount."),
        CauseKind.AreaCorrection => say.T(
            $"La tariffa risulta calcolata con la correzione dell’area {cause.About}: con quella il nostro calcolo dà lo stesso importo.",
            $"The tariff was computed with the correction of the area {cause.About}: with it our calculation gives the same amount."),
        CauseKind.ExemptionShare => say.T(
            "La riduzione per contributi in conto capitale (fattore F) risulta applicata a un’altra quota di energia: "
                + "applicata così il nostro calcolo dà lo stesso importo.",
            "The reduction for capital grants (factor F) was applied to another share of energy: "
                + "applied so, our calculation gives the same amount."),
        CauseKind.Rounding => say.T(
            "L’importo risulta arrotondato al centesimo prima di essere sommato: arrotondando così il nostro calcolo dà lo stesso importo.",
            "The amount was rounded to cents before it was added up: rounded so, our calculation gives the same amount."),
        CauseKind.FeeNetting => say.T(
            "Dal pagamento risultano trattenuti oneri del GSE che il conto non espone.",
            "GSE’s fees were taken out of the payment, which the account does not show."),
        CauseKind.MinimumPayout => say.T(
            "L’importo è sotto il minimo di pagamento ed è stato rinviato al pagamento successivo.",
            "The amount is below the least that is paid, and waited for the next payment."),
        CauseKind.AdvanceNotRecovered => say.T(
            "L’acconto del mese non risulta recuperato, o solo in parte.",
            "The month’s advance was not taken back, or only in part."),
        _ => say.T(
            "Il GSE ha ricalcolato il mese: il conto precedente coincideva con il nostro calcolo.",
            "GSE computed the month again: the account before agreed with our calculation."),
    };

    /// <summary>The cause of a discrepancy; one that is never alone does not say that it is enough.</summary>
    public static string Cause(Speech say, Discrepancy difference)
    {
        var sentence = Cause(say, difference.Cause!);
        return difference.IsNeverAlone && sentence.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end
            ? $"{sentence[..end]}."
            : sentence;
    }

    /// <summary>With which other causes it explains rows that it does not explain alone; null where there are none.</summary>
    public static string? Together(Speech say, Discrepancy difference)
    {
        var others = string.Join(", ", difference.Others.Select(part => Name(say, part)));
        if (others.Length == 0) return null;
        var rows = difference.Rows.Count(row => difference.PartOf(row) is not null);
        return say.T(
            $"In {(rows == 1 ? "una voce" : $"{rows} voci")} ha parte anche un’altra causa ({others}): "
                + "con le due insieme il nostro calcolo dà le cifre del GSE.",
            $"In {(rows == 1 ? "one item" : $"{rows} items")} another cause has a part too ({others}): "
                + "with both together our calculation gives GSE’s figures.");
    }

    /// <summary>A cause in a few words.</summary>
    public static string Name(Speech say, CausePart part) => say.T(CauseWords.Of(part.Kind), part.Kind switch
    {
        CauseKind.LateData => "late data",
        CauseKind.UnitCode => "codes of units",
        CauseKind.MissingPod => "a missing point",
        CauseKind.OtherPod => "a point of GSE’s alone",
        CauseKind.MembershipDate => "the day of a point",
        CauseKind.ProfiledPod => "a profiled point",
        CauseKind.PriceZone => "another price zone",
        CauseKind.PowerBracket => "another bracket",
        CauseKind.AreaCorrection => "another area’s correction",
        CauseKind.ExemptionShare => "the exemption from F",
        CauseKind.Rounding => "rounding",
        CauseKind.FeeNetting => "fees taken out",
        CauseKind.MinimumPayout => "the least payment",
        CauseKind.AdvanceNotRecovered => "an advance not taken back",
        _ => "a recalculation",
    }) + (part.Point is { } pod ? $" {pod}" : part.About.Length > 0 && part.Kind is CauseKind.PriceZone or CauseKind.PowerBracket
        or CauseKind.AreaCorrection ? $" {part.About}" : "");

    /// <summary>What is asked.</summary>
    public static string Ask(Speech say, CauseKind? cause) => cause switch
    {
        CauseKind.MissingPod => say.T(
            "Si chiede di verificare la presenza del punto nella configurazione per il mese e di ricalcolare.",
            "Please check that the point is in the configuration for the month, and compute again."),
        CauseKind.MembershipDate => say.T(
            "Si chiede di verificare la data da cui il punto fa parte della configurazione e di ricalcolare.",
            "Please check the day from which the point is in the configuration, and compute again."),
        CauseKind.ProfiledPod => say.T(
            "Si chiede se le misure orarie del punto siano state validate e di sostituire il profilo alla prima rettifica.",
            "Please tell whether the hourly measures of the point were validated, and replace the profile."),
        CauseKind.PriceZone => say.T(
            "Si chiede di applicare il prezzo della zona di mercato degli impianti.", "Please apply the price of the plants’ market zone."),
        CauseKind.PowerBracket => say.T(
            "Si chiede la potenza considerata per l’impianto e, se non è quella dichiarata, la rettifica.",
            "Please tell the power considered for the plant, and correct it if it is another than declared."),
        CauseKind.UnitCode => say.T(
            "Si chiede conferma della corrispondenza fra i codici del conto e le unità di produzione.",
            "Please confirm which production units the codes of the account are."),
        CauseKind.OtherPod => say.T(
            "Si chiede perché il punto sia nella configurazione per il mese e, se non ne fa parte, di ricalcolare senza.",
            "Please tell why the point is in the configuration for the month and, if it is not, compute again without it."),
        CauseKind.AreaCorrection => say.T(
            "Si chiede di applicare la correzione dell’area in cui sono gli impianti.",
            "Please apply the correction of the area in which the plants are."),
        CauseKind.ExemptionShare => say.T(
            "Si chiede quali punti siano stati considerati esenti e con quale criterio, e la rettifica.",
            "Please tell which points were held for exempt and by which rule, and correct it."),
        CauseKind.FeeNetting => say.T(
            "Si chiede la fattura degli oneri trattenuti.", "Please send the invoice of the fees taken out."),
        CauseKind.AdvanceNotRecovered => say.T(
            "Si segnala l’acconto non recuperato: si chiede quando sarà compensato.", "Please tell when the advance will be set off."),
        CauseKind.Recalculation => say.T(
            "Si chiede quali misure siano state rettificate, per punto.", "Please tell which measures were rectified, by point."),
        CauseKind.LateData or CauseKind.MinimumPayout or CauseKind.Rounding => say.T(
            "Nessuna richiesta: la differenza è spiegata. Questo documento resta agli atti.",
            "Nothing is asked: the difference is explained. This document is for the record."),
        _ => say.T(
            "Si chiede il dettaglio del calcolo: nessuna delle cause provate spiega la differenza.",
            "Please send the details of the calculation: none of the causes tried explains the difference."),
    };

    /// <summary>The first hours of a unit whose tariff the account tells otherwise.</summary>
    public static string Hours(Speech say, ReconciledRow row) => say.T(
        $"{Speech.Name(row.Key.Scope)}, le prime ore: ", $"{Speech.Name(row.Key.Scope)}, the first hours: ")
        + string.Join("; ", row.Hours.Select(hour =>
            $"{say.Day(hour.Hour.Day)} {Clock.Format(hour.Hour.Start.InZone(MarketHour.Rome).TimeOfDay)}, "
            + say.T($"nostra {Tariff(say, hour.Own)}, conto {Tariff(say, hour.Advised)}",
                $"ours {Tariff(say, hour.Own)}, account {Tariff(say, hour.Advised)}"))) + ".";

    private static string Tariff(Speech say, decimal? tariff) => tariff is { } known ? say.PerMwh(known) : "—";

    /// <summary>A fact that a cause stands on.</summary>
    public static string Fact(Speech say, CauseFact fact) => fact.Name switch
    {
        "own_withdrawn" => say.T("Prelievo secondo noi", "Withdrawn by our figures"),
        "advised_withdrawn" => say.T("Prelievo secondo il conto", "Withdrawn by the account"),
        "from" => say.T("Conta dal giorno", "Counts from the day"),
        "to" => say.T("Conta fino al giorno", "Counts up to the day"),
        "zone" => say.T("Zona del prezzo", "Zone of the price"),
        "own_zone" => say.T("Zona degli impianti", "Zone of the plants"),
        "unit" => say.T("Unità di produzione", "Production unit"),
        "bracket_up_to" => say.T("Scaglione fino a", "Bracket up to"),
        "base" => say.T("Parte fissa dello scaglione", "Fixed part of the bracket"),
        "grant" => say.T("Contributo in conto capitale", "Capital grant"),
        "rule" => say.T("Regola provata", "Rule tried"),
        "rounding" => say.T("Arrotondamento provato", "Rounding tried"),
        "fee" => say.T("Oneri", "Fees"),
        "tax" => say.T("IVA", "VAT"),
        "known" => say.T("Il punto per la comunità", "The point for the community"),
        "advised_injected" => say.T("Immissione secondo il conto", "Injected by the account"),
        "unit_code" => say.T("Codice del conto e nostra unità", "Code of the account and our unit"),
        "correction" => say.T("Correzione dell’area", "Correction of the area"),
        "waits" => say.T("Importo rinviato", "Amount that waits"),
        "minimum" => say.T("Minimo di pagamento", "Least payment"),
        "advanced" => say.T("Acconto", "Advance"),
        "recovered" => say.T("Recuperato", "Taken back"),
        "moved" => say.T("Spostato dal ricalcolo", "Moved by the recalculation"),
        "former_kind" => say.T("Conto precedente", "Former account"),
        "former_premium" => say.T("Tariffa del conto precedente", "Tariff of the former account"),
        "new_premium" => say.T("Tariffa del nuovo conto", "Tariff of the new account"),
        var power when power.StartsWith("power ", StringComparison.Ordinal) => say.T($"Potenza di {power[6..]}", $"Power of {power[6..]}"),
        var other => other,
    };

    public static string Value(Speech say, CauseFact fact) => fact.Value is not { } value ? Word(say, fact)
        : fact.Unit switch
        {
            "EUR" => say.Euro(value),
            "EUR/MWh" => say.PerMwh(value),
            "kWh" => $"{say.Number(value, 3)}\u00a0kWh",
            _ => $"{say.Number(value, value == decimal.Truncate(value) ? 0 : 2)}\u00a0{fact.Unit}",
        };

    private static string Word(Speech say, CauseFact fact) => fact switch
    {
        { Name: "from" or "to" } =>
            NodaTime.Text.LocalDatePattern.Iso.Parse(fact.Unit) is { Success: true, Value: var day } ? say.Day(day) : "—",
        { Name: "rule" } => Rule(say, fact.Unit),
        { Name: "known" } => fact.Unit == "former" ? say.T("non più suo nel mese", "no longer its own in the month")
            : say.T("mai stato suo", "never was its own"),
        { Name: "rounding" } => Rounding(say, fact.Unit),
        { Name: "former_kind" } => StatementWords.Of<StatementKind>(StatementWords.Kinds, fact.Unit) is { } kind ? Kind(say, kind) : "—",
        { Value: null, Unit: "kWh" or "EUR" } => "—",
        _ => fact.Unit,
    };

    private static string Rule(Speech say, string rule) => rule switch
    {
        "none_exempt" => say.T("nessun punto esente: F per intero", "no point exempt: F in full"),
        "persons_exempt" => say.T("persone fisiche esenti", "natural persons exempt"),
        "persons_not_exempt" => say.T("persone fisiche non esenti", "natural persons not exempt"),
        "other_share" => say.T("altra quota di energia esente", "another share of exempt energy"),
        "other_priority" => say.T("altra priorità fra impianti", "another priority among plants"),
        "no_reduction" => say.T("nessuna riduzione per il contributo", "no reduction for the grant"),
        _ => say.T("altra quota e altra priorità", "another share and priority"),
    };

    private static string Rounding(Speech say, string rounding) => rounding switch
    {
        "hour" => say.T("al centesimo ogni ora", "to the cent each hour"),
        "day" => say.T("al centesimo ogni giorno", "to the cent each day"),
        _ => say.T("troncato al centesimo", "cut off at the cent"),
    };

    private static string Span(Speech say, RankedCause cause)
    {
        var fact = cause.Facts.First(one => one.Name is "from" or "to");
        return fact.Name == "from" ? say.T($"dal {Word(say, fact)}",
            $"from {Word(say, fact)}") : say.T($"fino al {Word(say, fact)}", $"up to {Word(say, fact)}");
    }

    private static string Profile(Speech say, RankedCause cause) => cause.About == "bands"
        ? say.T(" per fasce (F1, F2, F3)", " by bands (F1, F2, F3)")
        : say.T(" piatto", " that is flat");
}
