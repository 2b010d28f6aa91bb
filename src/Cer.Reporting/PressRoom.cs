using System.Collections.Concurrent;
using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Reporting;

/// <summary>Presses side by side, one for each processor and four at most; each starts when it is needed.</summary>
public sealed class PressRoom : IPdfPress, IAsyncDisposable
{
    private const int MostPresses = 4;

    private readonly WeasyPress[] _presses;
    private readonly ConcurrentStack<WeasyPress> _idle;
    private readonly SemaphoreSlim _turns;

    public PressRoom()
        : this(Math.Clamp(Environment.ProcessorCount, 1, MostPresses))
    {
    }

    /// <param name="width">How many presses there are.</param>
    public PressRoom(int width)
    {
        _presses = [.. Enumerable.Range(0, width).Select(_ => new WeasyPress())];
        // The one used last is on top: a single document at a time keeps one press busy, and starts no other.
        _idle = new(_presses);
        _turns = new(width);
    }

    public int Width => _presses.Length;

    /// <summary>The processes that work now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _presses.Select(press => press.ProcessId).OfType<int>()];

    public async Task<PressOutcome> PressAsync(
        string html, string name, Instant when, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        WeasyPress? press = null;
        try
        {
            if (!_idle.TryPop(out press))
                throw new InvalidOperationException("Found no idle press, expected one for each turn.");
            var first = await press.PressAsync(html, name, when, cancellation);
            // A press that died, or was too slow on a machine with much to do, says nothing of the document.
            return first is PressOutcome.Broken { IsOfPress: true } ? await press.PressAsync(html, name, when, cancellation) : first;
        }
        finally
        {
            if (press is not null) _idle.Push(press);
            _turns.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var press in _presses) await press.DisposeAsync();
        _turns.Dispose();
    }
}
