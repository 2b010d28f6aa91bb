using Cer.Operations.Gaps;
using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>Counts what waits for somebody.</summary>
public sealed class CountOpenMatters(IDataView data, FindGaps gaps)
{
    public async Task<OpenMatters> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        var (silent, waiting) = await data.CountAsync(community, cancellation);
        return new(silent, gaps.Last(community)?.Gaps.Count, waiting);
    }
}
