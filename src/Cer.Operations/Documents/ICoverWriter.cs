namespace Cer.Operations.Documents;

/// <summary>Writes what goes with a document in a letter.</summary>
public interface ICoverWriter
{
    /// <param name="document">The document.</param>
    /// <param name="community">Name of the community.</param>
    Cover Write(ArchivedDocument document, string community);
}
