using NodaTime;

namespace Cer.Operations.Auditing;

/// <summary>What the tables say now of something that the chain kept when it was done.</summary>
public sealed record ChainCopy(Instant At, string Who, string What, string Subject, string Detail)
{
    /// <summary>Whether an entry says the same.</summary>
    public bool Says(ChainEntry entry) =>
        (entry.At, entry.Who, entry.What, entry.Subject, entry.Detail) == (At, Who, What, Subject, Detail);
}
