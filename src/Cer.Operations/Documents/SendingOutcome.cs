namespace Cer.Operations.Documents;

/// <summary>What became of an order to send the documents of a month.</summary>
public abstract record SendingOutcome
{
    private SendingOutcome()
    {
    }

    public sealed record Put(SendingReport Report) : SendingOutcome;

    public sealed record Refused(string Sentence) : SendingOutcome;
}
