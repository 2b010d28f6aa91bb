using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Reads the sums that are kept of hours.</summary>
public interface IGlanceStore
{
    Task<GlanceTotals> SumAsync(CommunityId community, Interval span, CancellationToken cancellation);
}
