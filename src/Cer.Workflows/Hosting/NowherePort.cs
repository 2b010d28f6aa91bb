using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>Does nothing: for looking at a definition without running it.</summary>
internal sealed class NowherePort : IRunPort
{
    public ValueTask WriteLineAsync(string text, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    public ValueTask<ChildEnd?> StartChildAsync(WorkflowState parent, ChildStart child, CancellationToken cancellation) =>
        ValueTask.FromResult<ChildEnd?>(null);

    public ValueTask PublishAsync(
        WorkflowState sender, string name, string? correlationId, bool local, object? payload, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, string key, CancellationToken cancellation) =>
        ValueTask.FromResult(new HttpAnswer(0, [], null, []));

    public ValueTask SendAsync(Letter letter, string key, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask<bool> RespondAsync(
        WorkflowState state,
        int statusCode,
        string? contentType,
        OrderedDictionary<string, object?> headers,
        object? content,
        CancellationToken cancellation) => ValueTask.FromResult(false);

    public void Log(string level, string message)
    {
    }
}
