namespace Cer.Operations.Reconciling;

/// <summary>Writes a dossier: the same subject gives the same text.</summary>
public interface IDossierWriter
{
    /// <summary>The whole as HTML without scripts and without anything to be fetched.</summary>
    Task<string> HtmlAsync(DossierSubject subject);

    /// <summary>Its figures as CSV.</summary>
    byte[] Data(DossierSubject subject);
}
