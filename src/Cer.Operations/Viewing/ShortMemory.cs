using System.Collections.Concurrent;

namespace Cer.Operations.Viewing;

/// <summary>Remembers answers for a moment: whoever asks meanwhile waits for the one that is being made, or gets it.</summary>
internal sealed class ShortMemory<TKey, TValue>(TimeSpan fresh, TimeProvider time)
    where TKey : notnull
{
    private const int MostAnswers = 256;

    private readonly ConcurrentDictionary<TKey, Answer> _answers = [];

    public Task<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> make, CancellationToken cancellation)
    {
        if (_answers.Count > MostAnswers) Forget();
        var answer = _answers.AddOrUpdate(key, _ => Make(), (_, last) => last.IsGood(fresh, time) ? last : Make());
        // Shared by all who ask: none of them, going away, ends it for the others.
        return answer.Value.Value.WaitAsync(cancellation);

        Answer Make() => new(time.GetUtcNow(), new(() => make(key)));
    }

    private void Forget()
    {
        foreach (var (key, answer) in _answers)
            if (!answer.IsGood(fresh, time)) _answers.TryRemove(new(key, answer));
        if (_answers.Count > MostAnswers) _answers.Clear();
    }

    private sealed record Answer(DateTimeOffset At, Lazy<Task<TValue>> Value)
    {
        // By the calendar's clock: an answer of before it was set, either way, is old.
        public bool IsGood(TimeSpan fresh, TimeProvider time) => (time.GetUtcNow() - At).Duration() < fresh
            && !(Value.IsValueCreated && (Value.Value.IsFaulted || Value.Value.IsCanceled));
    }
}
