namespace Cer.Operations.Dashboards;

/// <summary>The database of the figures cannot be asked now.</summary>
public sealed class FiguresAwayException(AwayReason reason) : Exception(AwayWords.Of(reason))
{
    public AwayReason Reason { get; } = reason;
}
