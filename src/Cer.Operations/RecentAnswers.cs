using System.Collections.Concurrent;

namespace Cer.Operations;

/// <summary>Answers that are dear to find: for each of what is asked about found once at a time, then good for a while.</summary>
/// <remarks>A failure is told to those who waited for it; for the next one who asks it is tried again.</remarks>
/// <typeparam name="TKey">What is asked about, as a community.</typeparam>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="fresh">For how long an answer is good.</param>
/// <param name="find">Finds it.</param>
public sealed class RecentAnswers<TKey, T>(TimeProvider time, TimeSpan fresh, Func<TKey, Task<T>> find)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<Answer>>> _answers = [];

    public async Task<T> AskAsync(TKey about, CancellationToken cancellation)
    {
        var answer = _answers.AddOrUpdate(about, Begin, (_, last) => IsGood(last) ? last : Begin(about));
        return (await answer.Value.WaitAsync(cancellation)).Found;
    }

    // Shared by all who ask: none of them, going away, ends it for the others.
    private Lazy<Task<Answer>> Begin(TKey about) => new(() => FindAsync(about));

    private bool IsGood(Lazy<Task<Answer>> last) => !last.IsValueCreated || !last.Value.IsCompleted
        || (last.Value.IsCompletedSuccessfully && time.GetElapsedTime(last.Value.Result.At) < fresh);

    private async Task<Answer> FindAsync(TKey about)
    {
        var found = await find(about);
        return new(found, time.GetTimestamp());
    }

    private sealed record Answer(T Found, long At);
}
