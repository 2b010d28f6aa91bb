using Cer.Operations.Reconciling;
using NodaTime.Text;

namespace Cer.Host.Reconciling;

/// <summary>A dossier in the archive.</summary>
internal sealed record DossierView(
    long Id, string Number, string Month, string Item, string Discrepancy, string? Cause, int Pages, string Sha256, string By, string At)
{
    public static DossierView Of(KeptDossier dossier) => new(
        dossier.Id,
        $"{dossier.Number}",
        YearMonthPattern.Iso.Format(dossier.Month),
        dossier.Item,
        dossier.Scope,
        dossier.Cause,
        dossier.Pages,
        dossier.Sha256,
        dossier.By,
        InstantPattern.General.Format(dossier.At));
}
