using Cer.Workflows.Definitions;

namespace Cer.Workflows.Hosting;

/// <summary>What people and programs ask of instances. Each wish is a row: it is there when the answer comes.</summary>
public sealed class InstanceDesk(IDefinitionCatalog definitions, IInboxStore inbox, TimeProvider time)
{
    /// <summary>Begins the published version of a definition, else the latest; the id of the instance.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="definitionId">Which.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="correlationId">What it is about.</param>
    /// <param name="key">The same key begins one instance, however often it is asked for.</param>
    /// <param name="cancellation">Of the question, not of the instance.</param>
    /// <exception cref="DefinitionException">There is no such definition.</exception>
    public async Task<string> StartAsync(
        int tenant,
        string definitionId,
        OrderedDictionary<string, object?> input,
        string? correlationId,
        string? key,
        CancellationToken cancellation)
    {
        var definition = await definitions.Of(tenant).FindAsync(new(definitionId), cancellation)
            ?? throw new DefinitionException($"Found no workflow definition '{definitionId}', expected one that is there.");
        return await StartAsync(tenant, new(definition.VersionId, input) { CorrelationId = correlationId }, key, cancellation);
    }

    /// <summary>Begins what a request names, such as a version by one of its triggers; the id of the instance.</summary>
    public async Task<string> StartAsync(int tenant, StartRequest request, string? key, CancellationToken cancellation)
    {
        var message = request.Message(tenant, $"start:{key ?? Guid.NewGuid().ToString("n")}");
        await inbox.AddAsync(message, time.GetUtcNow(), cancellation);
        return request.InstanceId ?? Distributor.IdOf(message);
    }

    /// <summary>Has an instance cancelled, wherever it stands.</summary>
    public ValueTask<bool> CancelAsync(int tenant, string instanceId, CancellationToken cancellation) =>
        AddAsync(tenant, InboxKind.Cancel, $"cancel:{instanceId}:{Guid.NewGuid():n}", instanceId, [], cancellation);

    /// <summary>Has an instance go on from the activities that failed.</summary>
    public ValueTask<bool> RetryAsync(int tenant, string instanceId, CancellationToken cancellation) =>
        AddAsync(tenant, InboxKind.Retry, $"retry:{instanceId}:{Guid.NewGuid():n}", instanceId, [], cancellation);

    /// <summary>Says what came of a task; false when that was said before.</summary>
    /// <exception cref="FormatException">That is no id of a task.</exception>
    public ValueTask<bool> CompleteTaskAsync(
        int tenant, string taskId, object? result, CancellationToken cancellation, string? by = null)
    {
        var end = taskId.LastIndexOf(':');
        if (end <= 0) throw new FormatException($"Found '{taskId}', expected the id of a task.");
        return AddAsync(
            tenant,
            InboxKind.Resume,
            $"task:{taskId}",
            taskId[..end],
            new() { ["kind"] = "RunTask", ["key"] = taskId, ["payload"] = result, ["by"] = by },
            cancellation);
    }

    /// <summary>Resumes one bookmark; false when that was asked before.</summary>
    public ValueTask<bool> ResumeAsync(int tenant, string instanceId, int bookmarkId, object? payload, CancellationToken cancellation) =>
        AddAsync(
            tenant,
            InboxKind.Resume,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"resume:{instanceId}:{bookmarkId}"),
            instanceId,
            new() { ["bookmarkId"] = bookmarkId, ["payload"] = payload },
            cancellation);

    /// <summary>Tells an event to all who wait for it and to what begins with it.</summary>
    public ValueTask<bool> PublishAsync(
        int tenant,
        string name,
        string? correlationId,
        object? payload,
        CancellationToken cancellation,
        string? key = null,
        TimeSpan after = default) =>
        inbox.AddAsync(
            EventMessage.Of(tenant, $"event:{key ?? Guid.NewGuid().ToString("n")}", name, correlationId, payload),
            time.GetUtcNow() + after,
            cancellation);

    private ValueTask<bool> AddAsync(
        int tenant,
        InboxKind kind,
        string key,
        string instanceId,
        OrderedDictionary<string, object?> payload,
        CancellationToken cancellation) =>
        inbox.AddAsync(new(tenant, kind, key, instanceId, payload), time.GetUtcNow(), cancellation);
}
