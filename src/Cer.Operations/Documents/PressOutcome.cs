namespace Cer.Operations.Documents;

/// <summary>A PDF, or why this document gave none.</summary>
public abstract record PressOutcome
{
    private PressOutcome()
    {
    }

    public sealed record Made(ReadOnlyMemory<byte> Pdf, int Pages) : PressOutcome;

    public sealed record Broken(string Sentence) : PressOutcome;
}
