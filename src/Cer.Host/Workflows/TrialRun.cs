using System.Globalization;
using System.Text.Json.Nodes;
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
    private readonly TrialGround _ground;
    private int _count;
    private long _bytes;

    private TrialRun(TrialGround ground)
    {
        _ground = ground;
        _runs = new(_world, new(ground.Definitions), ground.Expressions, ground.Time, catalog: ground.Catalog, with: ground.With)
        {
            WhenEnded = Ended,
        };
        _world.Current = Current;
    }

    /// <summary>Runs the first definition of the ground.</summary>
    public static async Task<JsonObject> RunAsync(
        TrialGround ground, OrderedDictionary<string, object?> input, CancellationToken cancellation)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(ground.Bound);
        var trial = new TrialRun(ground);
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
            await _runs.RunAsync(_ground.Definitions[0], input, bounded);
            await _runs.DrainAsync(bounded);
        }
        catch (TrialStoppedException fault)
        {
            stopped = fault.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            stopped = $"Found the trial still going on after {_ground.Bound.TotalSeconds} s, "
                + "expected its end: it was stopped.";
        }
        catch (InvalidOperationException fault)
        {
            // Too many instances.
            stopped = fault.Message;
        }

        if (_ground.After is { } after)
            foreach (var effect in await after(cancellation)) _world.Effects.Add(effect);
        return Tell(stopped);
    }

    /// <summary>What has ended was noted when it did.</summary>
    private static bool IsOpen(ActivityExecution one) =>
        one is { ParentId: not null, Status: ActivityStatus.Running or ActivityStatus.Faulted };

    private JsonObject Tell(string? stopped)
    {
        var state = _runs.Runs[0].State;
        foreach (var execution in state.Executions.Values.Where(IsOpen)) Note(execution);
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
        if (_ground.IsBoundedByThread && GC.GetAllocatedBytesForCurrentThread() - _bytes > TrialBounds.MostBytes)
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
