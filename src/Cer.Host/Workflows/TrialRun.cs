using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Local;
using Cer.Workflows.Running;

namespace Cer.Host.Workflows;

/// <summary>Runs a draft in memory within bounds, and tells all that happened in it.</summary>
internal sealed class TrialRun
{
    private readonly TrialWorld _world = new();
    private readonly TrialSample _sample = new();
    private readonly JsonArray _ended = [];
    private readonly LocalRuns _runs;
    private readonly WorkflowDefinition _definition;
    private int _count;
    private long _bytes;

    private TrialRun(
        WorkflowDefinition definition,
        IEnumerable<WorkflowDefinition> others,
        ActivityCatalog catalog,
        ExpressionEvaluator expressions,
        TimeProvider time)
    {
        _definition = definition;
        LocalDefinitions all = new([definition, .. others.Where(one => one.DefinitionId != definition.DefinitionId)]);
        _runs = new(_world, all, expressions, time, catalog: catalog) { WhenEnded = Ended };
        _world.Current = Current;
    }

    public static async Task<JsonObject> RunAsync(
        WorkflowDefinition definition,
        OrderedDictionary<string, object?> input,
        ActivityCatalog catalog,
        ExpressionEvaluator expressions,
        TimeProvider time,
        CancellationToken cancellation,
        IEnumerable<WorkflowDefinition>? others = null)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(TrialBounds.Time);
        var trial = new TrialRun(definition, others ?? [], catalog, expressions, time);
        // On a thread of its own: what runs does not wait, and the clock must be heard all the same.
        return await Task.Run(() => trial.FinishAsync(input, bounded.Token, cancellation), CancellationToken.None);
    }

    private async Task<JsonObject> FinishAsync(
        OrderedDictionary<string, object?> input, CancellationToken bounded, CancellationToken cancellation)
    {
        _bytes = GC.GetAllocatedBytesForCurrentThread();
        string? stopped = null;
        try
        {
            await _runs.RunAsync(_definition, input, bounded);
            await _runs.DrainAsync(bounded);
        }
        catch (TrialStoppedException fault)
        {
            stopped = fault.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            stopped = $"Found the trial still going on after {TrialBounds.Time.TotalSeconds} s, "
                + "expected its end: it was stopped.";
        }
        catch (InvalidOperationException fault)
        {
            // Too many instances.
            stopped = fault.Message;
        }

        return Tell(stopped);
    }

    private JsonObject Tell(string? stopped)
    {
        var state = _runs.Runs[0].State;
        foreach (var execution in state.Executions.Values.Where(one => one.ParentId is not null)) Note(execution);
        return new()
        {
            ["status"] = state.Status.ToString(),
            ["subStatus"] = stopped is null ? state.SubStatus.ToString() : "Interrupted",
            ["stopped"] = stopped,
            ["lines"] = new JsonArray([.. _world.Lines.Select(line => (JsonNode)_sample.Cut(line))]),
            ["outputs"] = _sample.Of(state.Output),
            ["variables"] = _sample.Of(
                (state.Root?.Variables ?? []).Select(slot => KeyValuePair.Create(slot.Name, slot.Value))),
            ["journal"] = new JsonArray([.. state.Journal.Take(TrialBounds.MostTold).Select(Entry)]),
            ["incidents"] = new JsonArray([.. state.Incidents.Take(TrialBounds.MostTold).Select(Incident)]),
            ["effects"] = new JsonArray(
                [.. _world.Effects.Select(Effect).Concat(Waits(state)).Take(TrialBounds.MostTold)]),
            ["activities"] = _ended,
        };
    }

    private string? Current() => _runs.Runs
        .Select(run => run.State.Journal.FindLast(entry => entry.Event is "Started" or "Resumed"))
        .OfType<JournalEntry>()
        .MaxBy(entry => entry.At)?.ActivityId;

    private void Ended(WorkflowRun run, ActivityExecution execution)
    {
        if (++_count > TrialBounds.MostActivities)
            throw new TrialStoppedException(
                $"Found more than {TrialBounds.MostActivities} activities, expected fewer: the trial was stopped.");
        if (GC.GetAllocatedBytesForCurrentThread() - _bytes > TrialBounds.MostBytes)
            throw new TrialStoppedException(
                "Found more memory used than a trial may, expected less: the trial was stopped.");
        if (ReferenceEquals(run, _runs.Runs[0]) && execution.ParentId is not null) Note(execution);
    }

    private void Note(ActivityExecution execution)
    {
        if (_ended.Count >= TrialBounds.MostTold) return;
        _ended.Add(new JsonObject
        {
            ["executionId"] = execution.Id,
            ["parentId"] = execution.ParentId,
            ["activityId"] = execution.ActivityId,
            ["nodeId"] = execution.NodeId,
            ["type"] = execution.Type,
            ["status"] = execution.Status.ToString(),
            ["outcomes"] = execution.Outcomes is { } outcomes
                ? new JsonArray([.. outcomes.Select(one => (JsonNode)_sample.Cut(one))]) : null,
            ["inputs"] = _sample.Of(execution.Inputs),
            ["outputs"] = _sample.Of(execution.Outputs),
            ["fault"] = execution.Fault is { } fault ? _sample.Cut(fault) : null,
            ["attempts"] = execution.Attempts,
            ["startedAt"] = At(execution.StartedAt),
            ["endedAt"] = execution.EndedAt is { } end ? At(end) : null,
        });
    }

    private static IEnumerable<JsonNode> Waits(WorkflowState state) => state.Journal
        .Where(entry => entry.Event == "Resumed" && entry.ActivityId is not null)
        .Select(entry => Effect(new("wait", entry.ActivityId, "It would wait here: it went on at once.")));

    private static JsonNode Effect(TrialEffect effect) => new JsonObject
    {
        ["kind"] = effect.Kind,
        ["activityId"] = effect.ActivityId,
        ["text"] = effect.Text,
    };

    private JsonNode Entry(JournalEntry entry) => new JsonObject
    {
        ["event"] = entry.Event,
        ["activityId"] = entry.ActivityId,
        ["at"] = At(entry.At),
        ["message"] = entry.Message is { } message ? _sample.Cut(message) : null,
    };

    private JsonNode Incident(Incident incident) => new JsonObject
    {
        ["activityId"] = incident.ActivityId,
        ["message"] = _sample.Cut(incident.Message),
    };

    private static string At(DateTimeOffset at) => at.ToString("o", CultureInfo.InvariantCulture);
}
