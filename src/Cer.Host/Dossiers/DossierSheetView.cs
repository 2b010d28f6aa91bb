using Cer.Operations.Dossiers;
using NodaTime;

namespace Cer.Host.Dossiers;

/// <summary>A subject with its facts.</summary>
internal sealed record DossierSheetView(
    string Subject, string Code, string Name, int Seen, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Missing,
    string? Who, Instant? At)
{
    public static DossierSheetView Of(DossierSheet sheet) => new(
        DossierFields.Word(sheet.Subject), sheet.Code, sheet.Name, sheet.Entry?.Revision ?? 0, sheet.Facts, sheet.Missing,
        sheet.Entry?.Author, sheet.Entry?.At);
}
