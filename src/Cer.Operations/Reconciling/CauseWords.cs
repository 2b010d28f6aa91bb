using Cer.Operations.Viewing;

namespace Cer.Operations.Reconciling;

/// <summary>Causes and items in Italian, for alarms and dossiers; pages have words of their own.</summary>
public static class CauseWords
{
    public static string Of(CauseKind kind) => kind switch
    {
        CauseKind.LateData => "dati arrivati dopo la chiusura",
        CauseKind.UnitCode => "codici delle UP diversi dai nostri",
        CauseKind.OtherPod => "punto che solo il GSE conta",
        CauseKind.MissingPod => "punto di prelievo che manca",
        CauseKind.MembershipDate => "data di ingresso o di uscita di un punto",
        CauseKind.ProfiledPod => "ore di un punto ricostruite con un profilo",
        CauseKind.PriceZone => "prezzo di un’altra zona",
        CauseKind.PowerBracket => "scaglione di potenza",
        CauseKind.AreaCorrection => "correzione della tariffa per un’altra area",
        CauseKind.ExemptionShare => "esenzione dal fattore F",
        CauseKind.Rounding => "arrotondamento",
        CauseKind.FeeNetting => "oneri del GSE trattenuti",
        CauseKind.MinimumPayout => "importo sotto il minimo di pagamento",
        CauseKind.AdvanceNotRecovered => "acconto non recuperato",
        CauseKind.LatePayment => "pagamento in ritardo",
        _ => "ricalcolo del GSE",
    };

    public static string Of(ReconciledItem item) => item switch
    {
        ReconciledItem.Injected => "energia immessa",
        ReconciledItem.Withdrawn => "energia prelevata",
        ReconciledItem.Shared => "energia autoconsumata (EACV)",
        ReconciledItem.Incentivised => "energia incentivata (EACI)",
        ReconciledItem.Tip => "tariffa incentivante (TIP)",
        ReconciledItem.Cac => "contributo di valorizzazione (CAC)",
        ReconciledItem.Surplus => "importo eccedentario",
        ReconciledItem.AdvanceRecovered => "acconti recuperati",
        ReconciledItem.Fee => "oneri del GSE",
        ReconciledItem.Received => "incasso",
        ReconciledItem.TariffHours => "tariffa ora per ora",
        _ => "giorno di pagamento",
    };

    /// <summary>A discrepancy in one line; a point by the last characters of its code.</summary>
    public static string Title(Discrepancy one) => one.Cause is { } cause
        ? Of(cause.Kind) + (cause.Point is { } pod ? $" (POD …{RegistryNumbers.Label(pod)})" : "")
        : $"{Of(one.Item!.Value)}: differenza senza causa trovata";
}
