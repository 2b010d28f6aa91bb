namespace Cer.Storage;

/// <summary>Puts questions that come together into one: while it is on its way, those that come wait for the next.</summary>
/// <remarks>An answer is never older than its question, so nothing is remembered and nothing needs to be forgotten.</remarks>
internal sealed class SharedAsking<T>(
    Func<string[], CancellationToken, Task<IReadOnlyDictionary<string, T>>> find)
    where T : class
{
    private readonly Lock _gate = new();
    private Round? _next;
    private bool _asking;

    public async Task<T?> AskAsync(string name, CancellationToken cancellation)
    {
        Round round;
        var first = false;
        lock (_gate)
        {
            round = _next ??= new();
            round.Names.Add(name);
            if (!_asking) (first, _asking) = (true, true);
        }

        // On a thread of its own account: who asked first may go away, and is not kept by those who came after.
        if (first) _ = Task.Run(AnswerAsync, CancellationToken.None);
        var found = await round.Answer.Task.WaitAsync(cancellation);
        return found.GetValueOrDefault(name);
    }

    private async Task AnswerAsync()
    {
        while (TakeRound() is { } round)
        {
            try
            {
                round.Answer.SetResult(await find([.. round.Names], CancellationToken.None));
            }
            catch (Exception failure)
            {
                round.Answer.SetException(failure);
            }
        }
    }

    private Round? TakeRound()
    {
        lock (_gate)
        {
            var round = _next;
            _next = null;
            _asking = round is not null;
            return round;
        }
    }

    private sealed class Round
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<IReadOnlyDictionary<string, T>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
