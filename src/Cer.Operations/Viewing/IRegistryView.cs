using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Reads the store's numbers of what a community has: addresses speak in numbers, not in codes.</summary>
public interface IRegistryView
{
    Task<RegistryNumbers> NumbersAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>From when on quarter hours are kept; all are when null.</summary>
    Task<Instant?> KeptFromAsync(CancellationToken cancellation) => Task.FromResult<Instant?>(null);

    /// <summary>The points that units stand on: when they were last heard of, and whether a device of theirs is silent.</summary>
    Task<IReadOnlyList<HeardPoint>> HeardAsync(
        CommunityId community, IReadOnlyCollection<string> pods, Instant now, CancellationToken cancellation);

    /// <summary>How many quarters of which series are in, for points and the days of a span: to tell how large gaps are.</summary>
    Task<IReadOnlyList<PresentQuarters>> PresentAsync(
        CommunityId community, IReadOnlyCollection<int> points, Interval span, CancellationToken cancellation);
}
