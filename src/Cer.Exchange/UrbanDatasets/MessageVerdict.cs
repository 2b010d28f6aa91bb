namespace Cer.Exchange.UrbanDatasets;

/// <summary>What was found of a whole message.</summary>
public abstract record MessageVerdict
{
    private MessageVerdict()
    {
    }

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Refused(string Reason) : MessageVerdict;

    /// <summary>It could be read; each line has its own verdict, in the order of the message.</summary>
    public sealed record Examined(IReadOnlyList<LineVerdict> Lines) : MessageVerdict;
}
