using Cer.Operations.Dossiers;

namespace Cer.Host.Dossiers;

/// <summary>The request as the page shows it.</summary>
/// <param name="Fields">The fields of each kind of subject.</param>
/// <param name="Sheets">The subjects.</param>
/// <param name="Missing">How many needed facts nobody has told, of all.</param>
internal sealed record DossierView(
    IReadOnlyDictionary<string, IReadOnlyList<DossierFieldView>> Fields, IReadOnlyList<DossierSheetView> Sheets, int Missing)
{
    public static DossierView Of(IReadOnlyList<DossierSheet> sheets) => new(
        Enum.GetValues<DossierSubject>().ToDictionary(
            DossierFields.Word,
            subject => (IReadOnlyList<DossierFieldView>)[.. DossierFields.Of(subject).Select(DossierFieldView.Of)]),
        [.. sheets.Select(DossierSheetView.Of)],
        sheets.Sum(sheet => sheet.Missing.Count));
}
