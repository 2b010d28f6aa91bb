using Cer.Operations.Dossiers;

namespace Cer.Host.Dossiers;

/// <summary>A field of a form.</summary>
internal sealed record DossierFieldView(string Name, string Kind, bool Needed, IReadOnlyList<string> Words)
{
    public static DossierFieldView Of(DossierField field) => new(
        field.Name,
        field.Kind switch
        {
            DossierKind.Day => "day",
            DossierKind.Flag => "flag",
            DossierKind.Choice => "choice",
            _ => "text",
        },
        field.IsNeeded,
        field.Words);
}
