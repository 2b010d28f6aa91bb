namespace Cer.Operations.Reconciling;

/// <summary>What became of a dossier.</summary>
public abstract record DossierOutcome
{
    private DossierOutcome()
    {
    }

    public sealed record Made(long Id, string Number) : DossierOutcome;

    /// <summary>The month has no such discrepancy now.</summary>
    public sealed record NotThere : DossierOutcome;

    /// <summary>It could not be pressed; the sentence says why.</summary>
    public sealed record Refused(string Sentence) : DossierOutcome;
}
