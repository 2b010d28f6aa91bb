using System.Data.Common;
using System.Globalization;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Gathers what a step does to the world into the commit of that step.</summary>
internal sealed class BurstPort(HostServices host, IInstanceStore store, Func<InstanceLease> lease)
    : IRunPort, IUnitOfWork, IAsyncDisposable
{
    private readonly List<InboxMessage> _messages = [];
    private readonly List<OutboxItem> _outbox = [];
    private int _stepMessages;
    private int _stepOutbox;
    private int _execution;
    private int _ordinal;
    private int _bookmark;
    private WorkflowState? _state;
    private bool _isClosed;

    /// <summary>The transaction of the step, when an activity has joined it.</summary>
    public IInstanceCommit? Joined { get; private set; }

    public IReadOnlyList<InboxMessage> Messages => _messages;

    public IReadOnlyList<OutboxItem> Outbox => _outbox;

    public void BeginStep(WorkflowState state, int execution, int bookmark = 0)
    {
        (_state, _execution, _bookmark, _ordinal) = (state, execution, bookmark, 0);
        (_stepMessages, _stepOutbox) = (_messages.Count, _outbox.Count);
    }

    public void Add(InboxMessage message) => _messages.Add(message);

    /// <summary>The step failed: what it wanted has not been.</summary>
    public async ValueTask DropStepAsync()
    {
        _messages.RemoveRange(_stepMessages, _messages.Count - _stepMessages);
        _outbox.RemoveRange(_stepOutbox, _outbox.Count - _stepOutbox);
        await DisposeAsync();
    }

    /// <summary>All that was gathered is written; the next step begins with nothing.</summary>
    public async ValueTask CommittedAsync()
    {
        _messages.Clear();
        _outbox.Clear();
        (_stepMessages, _stepOutbox) = (0, 0);
        await DisposeAsync();
    }

    /// <summary>The instance is let go of: an activity that still runs gets no transaction any more.</summary>
    public ValueTask CloseAsync()
    {
        _isClosed = true;
        return DisposeAsync();
    }

    public async ValueTask<DbTransaction> JoinAsync(CancellationToken cancellation)
    {
        if (_isClosed) throw new LeaseLostException(lease().Key);
        return (Joined ??= await store.BeginAsync(lease(), cancellation)).Transaction;
    }

    public ValueTask WriteLineAsync(string text, CancellationToken cancellation)
    {
        Write("Line", text);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    public async ValueTask<ChildEnd?> StartChildAsync(WorkflowState parent, ChildStart child, CancellationToken cancellation)
    {
        var definition = await host.Definitions.Of(lease().Key.Tenant).FindAsync(child.Reference, cancellation)
            ?? throw new DefinitionException($"Found no workflow definition '{child.Reference.DefinitionId}', expected one that is there.");
        var tells = child.Waits ? "end" : child.AtOnce ? "rest" : null;
        var request = new StartRequest(definition.VersionId, child.Input)
        {
            CorrelationId = child.CorrelationId,
            ParentInstanceId = parent.InstanceId,
            ParentExecutionId = tells is null ? null : child.ExecutionId,
            Tells = tells,
        };
        _messages.Add(request.Message(lease().Key.Tenant, $"child:{Unique()}"));
        return null;
    }

    public ValueTask PublishAsync(
        WorkflowState sender, string name, string? correlationId, bool local, object? payload, CancellationToken cancellation)
    {
        _messages.Add(EventMessage.Of(
            lease().Key.Tenant, $"event:{Unique()}", name, correlationId, payload, local ? sender.InstanceId : null, sender.InstanceId));
        return ValueTask.CompletedTask;
    }

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, string key, CancellationToken cancellation)
    {
        if (call.Headers.Keys.Any(name => name.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase)))
            return host.Requests.SendAsync(call, cancellation);
        OrderedDictionary<string, object?> headers = new(call.Headers) { ["Idempotency-Key"] = key };
        return host.Requests.SendAsync(call with { Headers = headers }, cancellation);
    }

    public ValueTask SendAsync(Letter letter, string key, CancellationToken cancellation)
    {
        _outbox.Add(new("mail", $"mail:{Unique()}", _execution, new()
        {
            ["from"] = letter.From,
            ["to"] = letter.To.ToList<object?>(),
            ["cc"] = letter.Cc.ToList<object?>(),
            ["bcc"] = letter.Bcc.ToList<object?>(),
            ["subject"] = letter.Subject,
            ["body"] = letter.Body,
        }));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RespondAsync(
        WorkflowState state,
        int statusCode,
        string? contentType,
        OrderedDictionary<string, object?> headers,
        object? content,
        CancellationToken cancellation)
    {
        var request = state.ActivityOutputs.GetValueOrDefault(HttpEndpointActivity.RequestKey)?.GetValueOrDefault("id");
        if (request is null) return ValueTask.FromResult(false);
        _outbox.Add(new("response", HttpRequests.ResponseKey(ValueText.Of(request)), _execution, new()
        {
            ["statusCode"] = statusCode,
            ["contentType"] = contentType,
            ["headers"] = headers,
            ["content"] = content,
        }));
        return ValueTask.FromResult(true);
    }

    public void Log(string level, string message) => Write("Log", $"{level}: {message}");

    public async ValueTask DisposeAsync()
    {
        if (Joined is not { } joined) return;
        Joined = null;
        await joined.DisposeAsync();
    }

    /// <summary>The same however often the step is run: what it wants is taken once.</summary>
    private string Unique() =>
        string.Create(CultureInfo.InvariantCulture, $"{lease().Key.Id}:{_execution}:{_bookmark}:{_ordinal++}");

    private void Write(string what, string text)
    {
        var activity = _state?.Executions.GetValueOrDefault(_execution)?.ActivityId;
        _state?.Journal.Add(new(what, activity, _execution, host.Time.GetUtcNow(), text));
    }
}
