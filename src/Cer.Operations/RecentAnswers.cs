using System.Collections.Concurrent;
using Cer.Operations.Ports;

namespace Cer.Operations;

/// <summary>Answers that are dear to find: for each community found once at a time, then good for a while.</summary>
/// <remarks>A failure is told to those who waited for it; for the next one who asks it is tried again.</remarks>
internal sealed class RecentAnswers<T>(TimeProvider time, TimeSpan fresh, Func<CommunityId, Task<T>> find)
{
    private readonly ConcurrentDictionary<CommunityId, Lazy<Task<Answer>>> _answers = [];

    public async Task<T> AskAsync(CommunityId community, CancellationToken cancellation)
    {
        var answer = _answers.AddOrUpdate(community, Begin, (_, last) => IsGood(last) ? last : Begin(community));
        return (await answer.Value.WaitAsync(cancellation)).Found;
    }

    // Shared by all who ask: none of them, going away, ends it for the others.
    private Lazy<Task<Answer>> Begin(CommunityId community) => new(() => FindAsync(community));

    private bool IsGood(Lazy<Task<Answer>> last) => !last.IsValueCreated || !last.Value.IsCompleted
        || (last.Value.IsCompletedSuccessfully && time.GetElapsedTime(last.Value.Result.At) < fresh);

    private async Task<Answer> FindAsync(CommunityId community)
    {
        var found = await find(community);
        return new(found, time.GetTimestamp());
    }

    private sealed record Answer(T Found, long At);
}
