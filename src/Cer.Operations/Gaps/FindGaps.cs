using System.Collections.Concurrent;
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

    // Who only looks in passing lets it search for a fiftieth of the time at most.
    private const int Rest = 50;

    private readonly ConcurrentDictionary<CommunityId, FoundGaps> _last = [];
    private readonly RecentAnswers<CommunityId, IReadOnlyList<Gap>> _answers =
        new(time, Fresh, community => SearchAsync(store, time, community, CancellationToken.None));

    public Task<IReadOnlyList<Gap>> RunAsync(CommunityId community, CancellationToken cancellation) =>
        _answers.AskAsync(community, cancellation);

    /// <summary>What was found last, at once; null while the first search runs. One that is old begins the next search.</summary>
    public FoundGaps? Last(CommunityId community)
    {
        var last = _last.GetValueOrDefault(community);
        if (last is null || time.GetElapsedTime(last.Ended) > last.Took * Rest)
            _ = RememberAsync(community).ContinueWith(
                search => search.Exception, // seen: whoever waits for the search is told
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        return last;
    }

    /// <summary>What is found now, or was a moment ago, with when that was.</summary>
    public async Task<FoundGaps> RememberAsync(CommunityId community)
    {
        var (began, at) = (time.GetTimestamp(), Instant.FromDateTimeOffset(time.GetUtcNow()));
        var gaps = await RunAsync(community, CancellationToken.None);
        // The same answer as before has its own time already.
        if (_last.TryGetValue(community, out var known) && ReferenceEquals(known.Gaps, gaps)) return known;
        var ended = time.GetTimestamp();
        return _last[community] = new(gaps, at, ended, time.GetElapsedTime(began, ended));
    }

    /// <summary>Searches now, whatever was found a moment ago.</summary>
    public Task<IReadOnlyList<Gap>> SearchAsync(CommunityId community, CancellationToken cancellation) =>
        SearchAsync(store, time, community, cancellation);

    private static Task<IReadOnlyList<Gap>> SearchAsync(
        IGapStore store, TimeProvider time, CommunityId community, CancellationToken cancellation) =>
        store.FindAsync(community, Instant.FromDateTimeOffset(time.GetUtcNow()) - Grace, cancellation);
}
