using Cer.Operations.Ports;

namespace Cer.Operations.Watching;

/// <summary>What GSE told of months, beside what our settlement says of them.</summary>
public interface IGseFigures
{
    /// <summary>The newest months of which both are known, the newest first.</summary>
    Task<IReadOnlyList<GseMonth>> MonthsAsync(CommunityId community, int most, CancellationToken cancellation);
}
