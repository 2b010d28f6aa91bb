using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Reads how complete the data are, and what of them waits for somebody.</summary>
public interface IDataView
{
    /// <summary>How many devices are silent, and how many lines wait in quarantine.</summary>
    Task<(int Silent, int Waiting)> CountAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Quarter hours that came in of each day of a span: withdrawals of points, injections of units.</summary>
    Task<IReadOnlyList<ReceivedDay>> ReceivedAsync(
        CommunityId community, Interval span, CancellationToken cancellation);

    /// <summary>The lines that wait, oldest message first, with what they say.</summary>
    Task<IReadOnlyList<KeptLine>> WaitingAsync(CommunityId community, int limit, CancellationToken cancellation);

    /// <summary>Whether a line was ever kept apart, and whether it is decided about.</summary>
    Task<(bool Exists, bool Decided)> LineAsync(
        CommunityId community, long message, int line, CancellationToken cancellation);
}
