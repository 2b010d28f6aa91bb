namespace Cer.Exchange.UrbanDatasets;

/// <summary>What became of a text that should be an UrbanDataset.</summary>
public abstract record UrbanDatasetOutcome
{
    private UrbanDatasetOutcome()
    {
    }

    public sealed record Read(UrbanDatasetMessage Message) : UrbanDatasetOutcome;

    public sealed record Refused(string Reason) : UrbanDatasetOutcome;
}
