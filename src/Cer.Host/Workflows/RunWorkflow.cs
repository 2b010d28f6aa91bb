using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Local;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>Runs a definition in memory, with its lines on standard output.</summary>
internal static class RunWorkflow
{
    private const int Faulted = 3;
    private const int Suspended = 4;
    private const int OutOfTime = 5;

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(RunArguments arguments, CancellationToken cancellation)
    {
        var joins = arguments.Joins switch
        {
            "counter" => JoinMode.Counter,
            "token" => JoinMode.Token,
            _ => throw new UserFault($"Found --joins {arguments.Joins}, expected counter or token."),
        };
        if (arguments.Timeout is not (> 0 and <= 86400))
            throw new UserFault($"Found --timeout {arguments.Timeout}, expected seconds above 0, at most 86400.");
        var definition = DefinitionFiles.Read(arguments.File);
        var input = Input(arguments.Input);
        LocalDefinitions definitions = new([definition, .. DefinitionFiles.ReadAll(arguments.With)]);

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(TimeSpan.FromSeconds(arguments.Timeout));
        await using var world = new ConsoleWorld();
        var runs = new LocalRuns(world, definitions, ScriptLanguages.Evaluator(TimeProvider.System), TimeProvider.System, joins);
        var intime = await FinishAsync(runs, definition, input, arguments, time.Token, cancellation);
        await world.FlushAsync();
        if (runs.Runs.Count == 0) return OutOfTime;
        if (arguments.State is { } file) await WriteStateAsync(file, runs);
        return intime ? Tell(runs) : OutOfTime;
    }

    private static async Task<bool> FinishAsync(
        LocalRuns runs,
        WorkflowDefinition definition,
        OrderedDictionary<string, object?> input,
        RunArguments arguments,
        CancellationToken time,
        CancellationToken cancellation)
    {
        try
        {
            // On a thread of its own: what runs does not wait, and the clock must be heard all the same.
            await Task.Run(
                async () =>
                {
                    await runs.RunAsync(definition, input, time);
                    if (arguments.Drain) await runs.DrainAsync(time);
                },
                CancellationToken.None);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Found the run still going on after {arguments.Timeout} s, expected its "
                + "end: it was given up.");
            return false;
        }
    }

    private static int Tell(LocalRuns runs)
    {
        var run = runs.Runs[0];
        foreach (var incident in run.State.Incidents)
            Console.Error.WriteLine($"{(incident.ActivityId.Length > 0 ? incident.ActivityId : "workflow")}: {incident.Message}");
        switch (run.State.SubStatus)
        {
            case WorkflowSubStatus.Faulted:
                return Faulted;
            case WorkflowSubStatus.Suspended:
                foreach (var bookmark in run.State.Bookmarks)
                    Console.Error.WriteLine($"waits: {bookmark.Kind} of {bookmark.ActivityId} {ValueText.Json(bookmark.Payload)}");
                return Suspended;
            default:
                return ExitCodes.Done;
        }
    }

    private static OrderedDictionary<string, object?> Input(string? written)
    {
        if (written is null) return [];
        try
        {
            var text = written.StartsWith('@') ? File.ReadAllText(written[1..]) : written;
            return ValueJson.FromPlain(JsonNode.Parse(text)) as OrderedDictionary<string, object?>
                ?? throw new UserFault("--input: Found JSON that is not an object, expected one such as {\"Month\":\"2026-01\"}.");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new UserFault("--input: Found text that is not JSON, expected an object such as {\"Month\":\"2026-01\"}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFault($"--input: {fault.Message}");
        }
    }

    private static async Task WriteStateAsync(string file, LocalRuns runs)
    {
        try
        {
            await File.WriteAllTextAsync(file, StateReport.Of(runs.Runs[0], runs.Runs).ToJsonString(Indented) + "\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFault($"--state: {fault.Message}");
        }
    }
}
