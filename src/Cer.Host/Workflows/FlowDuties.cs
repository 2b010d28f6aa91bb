using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Host.Workflows;

/// <summary>Which work of the background services a workflow has taken over, and where.</summary>
/// <remarks>
/// A shipped workflow takes over while it is published and keeps its times. When it is retracted, fails or misses its time the
/// service does the work again: nothing is left undone, and what both might do is done once all the same.
/// </remarks>
internal sealed partial class FlowDuties(IFlowWatch watch, FlowClock clock, ILogger<FlowDuties> logger) : IDisposable
{
    public const string Hours = "aggregazione-oraria";
    public const string Prices = "importazione-prezzi";
    public const string Backup = "backup-notturno";

    /// <summary>How late a workflow may be before the service comes back.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    private static readonly string[] All = [Hours, Prices, Backup];
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Dictionary<(string Duty, int Community), WatchedFlow> _held = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Whether the workflow of any community sees to it.</summary>
    public async Task<bool> IsHeldAsync(string duty, CancellationToken cancellation) =>
        (await HeldAsync(cancellation)).Keys.Any(one => one.Duty == duty);

    /// <summary>The workflows that see to it, each of another community.</summary>
    public async Task<IReadOnlyList<WatchedFlow>> HoldersAsync(string duty, CancellationToken cancellation) =>
        [.. (await HeldAsync(cancellation)).Where(one => one.Key.Duty == duty).Select(one => one.Value)];

    public void Dispose() => _one.Dispose();

    private async Task<Dictionary<(string Duty, int Community), WatchedFlow>> HeldAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (now - _readAt < Fresh && now >= _readAt) return _held;
            var flows = await watch.ListAsync(null, cancellation);
            var held = flows
                .Where(flow => All.Contains(flow.Trigger.DefinitionId) && Pulse.Of(flow, now, Grace) is null)
                .DistinctBy(flow => (flow.Trigger.DefinitionId, flow.Trigger.Tenant))
                .ToDictionary(flow => (flow.Trigger.DefinitionId, flow.Trigger.Tenant));
            foreach (var (duty, community) in held.Keys.Except(_held.Keys)) LogTaken(duty, community);
            foreach (var (duty, community) in _held.Keys.Except(held.Keys)) LogBack(duty, community);
            (_held, _readAt) = (held, now);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException && !cancellation.IsCancellationRequested)
        {
            // While the database is away neither can do anything: it stays as it was.
        }
        finally
        {
            _one.Release();
        }

        return _held;
    }

    [LoggerMessage(LogLevel.Information,
        "The workflow {Duty} of community {Community} has taken over: the background service gives way to it")]
    private partial void LogTaken(string duty, int community);

    [LoggerMessage(LogLevel.Warning,
        "The workflow {Duty} of community {Community} does not run any more, or not in time: the background service does its work again")]
    private partial void LogBack(string duty, int community);
}
