using Cer.Operations.GseRequests;

namespace Cer.Host.GseRequests;

/// <summary>The request as the page shows it.</summary>
/// <param name="Fields">The fields of each kind of subject.</param>
/// <param name="Sheets">The subjects.</param>
/// <param name="Missing">How many needed facts nobody has told, of all.</param>
internal sealed record GseRequestView(
    IReadOnlyDictionary<string, IReadOnlyList<GseRequestFieldView>> Fields, IReadOnlyList<GseRequestSheetView> Sheets, int Missing)
{
    public static GseRequestView Of(IReadOnlyList<GseRequestSheet> sheets) => new(
        Enum.GetValues<GseRequestSubject>().ToDictionary(
            GseRequestFields.Word,
            subject => (IReadOnlyList<GseRequestFieldView>)[.. GseRequestFields.Of(subject).Select(GseRequestFieldView.Of)]),
        [.. sheets.Select(GseRequestSheetView.Of)],
        sheets.Sum(sheet => sheet.Missing.Count));
}
