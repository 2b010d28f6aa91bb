namespace Cer.Operations.Documents;

/// <summary>Writes a document: the same subject gives the same text.</summary>
public interface IDocumentWriter
{
    /// <summary>The whole as HTML without scripts and without anything to be fetched.</summary>
    Task<string> HtmlAsync(DocumentSubject subject);

    /// <summary>The hours behind it, as CSV.</summary>
    byte[] Hours(DocumentSubject subject);
}
