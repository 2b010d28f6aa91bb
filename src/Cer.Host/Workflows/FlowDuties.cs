using Cer.Operations.Ports;
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
    private HashSet<(string Duty, CommunityId Community)> _held = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Whether the workflow of any community sees to it.</summary>
    public async Task<bool> IsHeldAsync(string duty, CancellationToken cancellation) =>
        (await HeldAsync(cancellation)).Any(one => one.Duty == duty);

    /// <summary>The communities whose workflow sees to it.</summary>
    public async Task<IReadOnlyList<CommunityId>> HoldersAsync(string duty, CancellationToken cancellation) =>
        [.. (await HeldAsync(cancellation)).Where(one => one.Duty == duty).Select(one => one.Community)];

    public void Dispose() => _one.Dispose();

    private async Task<HashSet<(string Duty, CommunityId Community)>> HeldAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (now - _readAt < Fresh && now >= _readAt) return _held;
            var flows = await watch.ListAsync(null, cancellation);
            HashSet<(string, CommunityId)> held =
            [
                .. flows
                    .Where(flow => All.Contains(flow.Trigger.DefinitionId) && Pulse.Of(flow, now, Grace) is null)
                    .Select(flow => (flow.Trigger.DefinitionId, new CommunityId(flow.Trigger.Tenant))),
            ];
            foreach (var (duty, community) in held.Except(_held)) LogTaken(duty, community.Value);
            foreach (var (duty, community) in _held.Except(held)) LogBack(duty, community.Value);
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
