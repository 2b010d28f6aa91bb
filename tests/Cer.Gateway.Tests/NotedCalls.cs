using System.Collections.Concurrent;
using Cer.Operations.Submitting;

namespace Cer.Gateway.Tests;

/// <summary>A log of calls in memory.</summary>
internal sealed class NotedCalls : ICallLog
{
    private readonly ConcurrentQueue<CallNote> _notes = new();

    public IReadOnlyList<CallNote> All => [.. _notes];

    /// <summary>Method and last part of the address of each call, in order, with its status.</summary>
    public IReadOnlyList<string> Short =>
        [.. All.Select(note => $"{note.Method} {new Uri(note.Address).Segments[^1]} {note.Status?.ToString(null, null) ?? "-"}")];

    public Task NoteAsync(CallFor call, CallNote note, CancellationToken cancellation)
    {
        _notes.Enqueue(note);
        return Task.CompletedTask;
    }
}
