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

    private readonly ConcurrentDictionary<CommunityId, Answer> _answers = [];
    private readonly ConcurrentDictionary<CommunityId, FoundGaps> _last = [];

    public Task<IReadOnlyList<Gap>> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        var answer = _answers.AddOrUpdate(
            community,
            _ => Search(community),
            (_, last) => last.IsGood(time) ? last : Search(community));
        return answer.Gaps.Value.WaitAsync(cancellation);
    }

    /// <summary>What was found last, at once; null while the first search runs. One that is old begins the next search.</summary>
    public FoundGaps? Last(CommunityId community)
    {
        var last = _last.GetValueOrDefault(community);
        if (last is null || time.GetElapsedTime(last.Ended) > last.Took * Rest)
            _ = RunAsync(community, CancellationToken.None).ContinueWith(
                search => search.Exception, // seen: whoever waits for the search is told
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        return last;
    }

    /// <summary>Searches now, whatever was found a moment ago.</summary>
    public Task<IReadOnlyList<Gap>> SearchAsync(CommunityId community, CancellationToken cancellation) =>
        store.FindAsync(community, Instant.FromDateTimeOffset(time.GetUtcNow()) - Grace, cancellation);

    // Shared by all who ask: none of them, going away, ends it for the others.
    private Answer Search(CommunityId community) => new(
        time.GetTimestamp(),
        new(() => RememberAsync(community)));

    private async Task<IReadOnlyList<Gap>> RememberAsync(CommunityId community)
    {
        var (began, at) = (time.GetTimestamp(), Instant.FromDateTimeOffset(time.GetUtcNow()));
        var gaps = await SearchAsync(community, CancellationToken.None);
        var ended = time.GetTimestamp();
        _last[community] = new(gaps, at, ended, time.GetElapsedTime(began, ended));
        return gaps;
    }

    private sealed record Answer(long At, Lazy<Task<IReadOnlyList<Gap>>> Gaps)
    {
        public bool IsGood(TimeProvider time) => time.GetElapsedTime(At) < Fresh
            && !(Gaps.IsValueCreated && (Gaps.Value.IsFaulted || Gaps.Value.IsCanceled));
    }
}
