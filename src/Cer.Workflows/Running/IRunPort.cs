namespace Cer.Workflows.Running;

/// <summary>What a run does to the world outside it. Behind it stands a console, a database, or a rehearsal.</summary>
public interface IRunPort
{
    ValueTask WriteLineAsync(string text, CancellationToken cancellation);

    ValueTask<string?> ReadLineAsync(CancellationToken cancellation);

    /// <summary>Begins a child; its end when it came at once, null while it goes on.</summary>
    ValueTask<ChildEnd?> StartChildAsync(WorkflowState parent, ChildStart child, CancellationToken cancellation);

    /// <summary>Tells an event to whoever waits for it.</summary>
    ValueTask PublishAsync(WorkflowState sender, string name, string? correlationId, bool local, object? payload,
        CancellationToken cancellation);

    ValueTask<HttpAnswer> SendAsync(HttpCall call, string key, CancellationToken cancellation);

    /// <exception cref="InvalidOperationException">The mail cannot be sent; one sentence.</exception>
    ValueTask SendAsync(Letter letter, string key, CancellationToken cancellation);

    /// <summary>Answers the request that a run is in; false when it is in none.</summary>
    ValueTask<bool> RespondAsync(WorkflowState state, int statusCode, string? contentType, OrderedDictionary<string, object?> headers,
        object? content, CancellationToken cancellation);

    /// <summary>A sentence for those who look after the program.</summary>
    void Log(string level, string message);
}
