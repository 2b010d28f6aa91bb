using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Gaps;

/// <summary>Finds the quarter hours that no door brought, so that they can be asked for again.</summary>
/// <remarks>
/// The broker is a transport and may lose what it holds, and so may a device. What is missing shows here, whatever lost
/// it, and is filled in by any door: a reading knows its place.
/// </remarks>
public sealed class FindGaps(IGapStore store, TimeProvider time)
{
    // A device may be late with its quarter, and is not missing yet.
    private static readonly Duration Grace = Duration.FromHours(1);

    // The search reads every series: whoever asks again soon gets the same answer.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly RecentAnswers<IReadOnlyList<Gap>> _answers =
        new(time, Fresh, community => SearchAsync(store, time, community, CancellationToken.None));

    public Task<IReadOnlyList<Gap>> RunAsync(CommunityId community, CancellationToken cancellation) =>
        _answers.AskAsync(community, cancellation);

    /// <summary>Searches now, whatever was found a moment ago.</summary>
    public Task<IReadOnlyList<Gap>> SearchAsync(CommunityId community, CancellationToken cancellation) =>
        SearchAsync(store, time, community, cancellation);

    private static Task<IReadOnlyList<Gap>> SearchAsync(
        IGapStore store, TimeProvider time, CommunityId community, CancellationToken cancellation) =>
        store.FindAsync(community, Instant.FromDateTimeOffset(time.GetUtcNow()) - Grace, cancellation);
}
