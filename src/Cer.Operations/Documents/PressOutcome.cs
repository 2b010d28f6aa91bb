namespace Cer.Operations.Documents;

/// <summary>A PDF, or why this document gave none.</summary>
public abstract record PressOutcome
{
    private PressOutcome()
    {
    }

    public sealed record Made(ReadOnlyMemory<byte> Pdf, int Pages) : PressOutcome;

    /// <param name="Sentence">What was found, and what was expected.</param>
    /// <param name="IsOfPress">It was the press that died or was too slow: another try may give the document.</param>
    public sealed record Broken(string Sentence, bool IsOfPress = false) : PressOutcome;
}
