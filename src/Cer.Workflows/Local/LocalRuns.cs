using System.Globalization;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Local;

/// <summary>Runs workflows in memory, with their children and the events between them, one activity at a time.</summary>
public sealed class LocalRuns : IRunPort
{
    private const int MostInstances = 10_000;

    private readonly ILocalWorld _world;
    private readonly LocalDefinitions _definitions;
    private readonly RunServices _services;
    private readonly List<WorkflowRun> _runs = [];
    private readonly Queue<Func<CancellationToken, ValueTask>> _later = new();
    private readonly LocalWaits _waits = new();

    public LocalRuns(
        ILocalWorld world, LocalDefinitions definitions, ExpressionEvaluator expressions, TimeProvider time,
            JoinMode joins = JoinMode.Counter, ActivityCatalog? catalog = null, Func<RunServices, RunServices>? with = null)
    {
        (_world, _definitions) = (world, definitions);
        var services = new RunServices(catalog ?? new(ActivityCatalog.Standard), definitions, this, expressions, time, joins);
        _services = with?.Invoke(services) ?? services;
    }

    /// <summary>Told of every execution that ended, before its run forgets it.</summary>
    public Action<WorkflowRun, ActivityExecution>? WhenEnded { get; set; }

    /// <summary>All instances, the first first.</summary>
    public IReadOnlyList<WorkflowRun> Runs => _runs;

    /// <summary>Begins an instance and runs it, and all that comes of it, until only bookmarks are left.</summary>
    public async Task<WorkflowRun> RunAsync(
        WorkflowDefinition definition, OrderedDictionary<string, object?> input, CancellationToken cancellation)
    {
        var run = Begin(definition, input, null, null);
        await BurstAsync(run, cancellation);
        await EndedAsync(run, cancellation);
        await QuietAsync(cancellation);
        return run;
    }

    /// <summary>Resumes every bookmark at once, in the order of their making, until none is left.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        while (_waits.Next() is var (run, bookmark))
        {
            cancellation.ThrowIfCancellationRequested();
            object? payload = bookmark.Kind switch
            {
                "Event" => new OrderedDictionary<string, object?>(),
                "HttpEndpoint" => new OrderedDictionary<string, object?>(),
                _ => null,
            };
            await ResumeAsync(run, bookmark, payload, cancellation);
            await QuietAsync(cancellation);
        }
    }

    /// <summary>Goes on from a bookmark of an instance, and runs what comes of it.</summary>
    public async Task ResumeAsync(WorkflowRun run, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        if (!await run.ResumeAsync(bookmark.Id, payload, cancellation)) return;
        await BurstAsync(run, cancellation);
        await EndedAsync(run, cancellation);
    }

    public ValueTask WriteLineAsync(string text, CancellationToken cancellation) => _world.WriteLineAsync(text, cancellation);

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellation) => _world.ReadLineAsync(cancellation);

    public async ValueTask<ChildEnd?> StartChildAsync(WorkflowState parent, ChildStart child, CancellationToken cancellation)
    {
        var definition = await _definitions.FindAsync(child.Reference, cancellation)
            ?? throw new DefinitionException($"Found no workflow definition '{child.Reference.DefinitionId}', expected "
                + "one that was loaded.");
        var run = Begin(definition, child.Input, child.CorrelationId, (parent.InstanceId, child.Waits ? child.ExecutionId : null));
        if (!child.AtOnce)
        {
            _later.Enqueue(async token =>
            {
                await BurstAsync(run, token);
                await EndedAsync(run, token);
            });
            return null;
        }

        if (_runs.Count(one => one.State.SubStatus == WorkflowSubStatus.Executing) > 50)
            throw new InvalidOperationException("Found workflows that execute one another more than 50 deep, expected "
                + "fewer: one seems to execute itself.");
        await BurstAsync(run, cancellation);
        return End(run);
    }

    public async ValueTask PublishAsync(
        WorkflowState sender, string name, string? correlationId, bool local, object? payload, CancellationToken cancellation)
    {
        _later.Enqueue(token => HearAsync(sender, name, correlationId, local, payload, token));
        await ValueTask.CompletedTask;
    }

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, string key, CancellationToken cancellation) =>
        _world.SendAsync(call, cancellation);

    public ValueTask SendAsync(Letter letter, string key, CancellationToken cancellation) => _world.SendAsync(letter, cancellation);

    public ValueTask<bool> RespondAsync(
        WorkflowState state,
        int statusCode,
        string? contentType,
        OrderedDictionary<string, object?> headers,
        object? content,
        CancellationToken cancellation) => ValueTask.FromResult(false);

    public void Log(string level, string message) => _world.Log(level, message);

    private WorkflowRun Begin(
        WorkflowDefinition definition, OrderedDictionary<string, object?> input, string? correlationId, (string, int?)? parent,
            string? trigger = null)
    {
        if (_runs.Count >= MostInstances)
            throw new InvalidOperationException($"Found more than {MostInstances} instances begun in one run, expected fewer.");
        // Two rehearsals are compared: what names an instance is the same in both.
        var rest = _services.Rehearses ? new string('0', 24) : Guid.NewGuid().ToString("n")[8..];
        var id = (_runs.Count + 1).ToString("x8", CultureInfo.InvariantCulture) + rest;
        var run = WorkflowRun.Begin(definition, _services, id, input, correlationId, trigger, parent);
        run.WhenEnded = execution => WhenEnded?.Invoke(run, execution);
        _runs.Add(run);
        return run;
    }

    private async ValueTask QuietAsync(CancellationToken cancellation)
    {
        while (_later.TryDequeue(out var act)) await act(cancellation);
    }

    private async ValueTask BurstAsync(WorkflowRun run, CancellationToken cancellation)
    {
        await run.BurstAsync(cancellation);
        _waits.Note(run);
    }

    private async ValueTask HearAsync(
        WorkflowState sender, string name, string? correlationId, bool local, object? payload, CancellationToken cancellation)
    {
        foreach (var run in _runs.ToList())
        {
            if (local && run.State.InstanceId != sender.InstanceId) continue;
            foreach (var bookmark in run.State.Bookmarks.Where(one => one.Kind == EventActivity.Kind).ToList())
            {
                if (ValueText.Of(bookmark.Payload["eventName"]) != name) continue;
                if (!string.IsNullOrEmpty(correlationId) && run.State.CorrelationId != correlationId) continue;
                await ResumeAsync(run, bookmark, payload, cancellation);
            }
        }

        if (local) return;
        foreach (var definition in _definitions.Published)
            foreach (var trigger in definition.Root.All().Where(node => node.Type == "Elsa.Event" && node.CanStartWorkflow))
            {
                if (JsonRead.Text(trigger.Input("eventName")?.Value) != name) continue;
                var run = Begin(definition, new() { ["Payload"] = payload }, correlationId, null, trigger.Id);
                await BurstAsync(run, cancellation);
                await EndedAsync(run, cancellation);
            }
    }

    /// <summary>Tells a parent that waits for it.</summary>
    private async ValueTask EndedAsync(WorkflowRun run, CancellationToken cancellation)
    {
        if (run.State.Status != WorkflowStatus.Finished || run.State.ParentExecutionId is not { } waiting) return;
        var parent = _runs.Find(one => one.State.InstanceId == run.State.ParentInstanceId);
        if (parent?.State.Bookmarks.Find(one => one.ExecutionId == waiting && one.Kind == ChildWorkflowActivity.Kind) is { } bookmark)
            await ResumeAsync(parent, bookmark, End(run), cancellation);
    }

    private static ChildEnd End(WorkflowRun run) => new(run.State.InstanceId, run.State.Status, run.State.SubStatus, run.State.Output);
}
