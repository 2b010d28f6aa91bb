using System.Security.Cryptography;
using System.Text;
using Cer.Host.Data;
using Cer.Operations.Alarms;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Workflows.Hosting;
using NodaTime;
using Npgsql;

namespace Cer.Host.Workflows;

/// <summary>Raises an alarm for each published schedule that did not run when it should, and resolves it when it does again.</summary>
/// <remarks>It needs no node: it reads what is there, and works on while workflows do not.</remarks>
internal sealed partial class HeartbeatService(
    IFlowWatch watch,
    ICommunityStore communities,
    RaiseAlarms raise,
    NpgsqlDataSource db,
    FlowClock clock,
    TimeProvider time,
    ILogger<HeartbeatService> logger) : BackgroundService
{
    /// <summary>Below it lie the alarms of schedules, by definition.</summary>
    public const string Key = "workflow";

    public const string Kind = "workflow_missed";

    /// <summary>How late a run may be.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private const string Who = "heartbeat";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Looks once; how many alarms were raised, and how many resolved.</summary>
    public async Task<(int Raised, int Resolved)> LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var pulses = (await watch.ListAsync(null, cancellation))
            .Select(flow => Pulse.Of(flow, now, Grace)).OfType<Pulse>().ToLookup(pulse => pulse.Flow.Trigger.Tenant);
        var (raised, resolved) = (0, 0);
        foreach (var community in await communities.ListAsync(cancellation))
        {
            List<NewAlarm> told = [.. pulses[community.Id.Value].Select(Alarm).DistinctBy(alarm => alarm.Key)];
            await OneTransaction.RunAsync(
                db,
                async () =>
                {
                    var done = await raise.RunAsync(
                        community.Id, told, Key, Who, Instant.FromDateTimeOffset(now), cancellation);
                    (raised, resolved) = (raised + done.Raised.Count, resolved + done.Resolved);
                },
                cancellation);
        }

        return (raised, resolved);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What fell due while the server was down is caught up with first.
        await Task.Yield();
        using var often = new PeriodicTimer(Pause, time);
        try
        {
            await often.WaitForNextTickAsync(stoppingToken);
            while (await often.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    var (raised, resolved) = await LookAsync(stoppingToken);
                    if (raised + resolved > 0) LogSeen(raised, resolved);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // Whatever it is, the server goes on.
                    LogFailed(DatabaseFault.Reason(failure));
                }
                catch (Exception)
                {
                    // The server stops, and takes away what the look needs.
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private static NewAlarm Alarm(Pulse pulse) => new(
        $"{Key}/{Short(pulse.Flow.Trigger.DefinitionId)}",
        Kind,
        "critical",
        PulseWords.Title(pulse),
        PulseWords.Text(pulse),
        Instant.FromDateTimeOffset(pulse.Since))
    {
        Place = "",
    };

    /// <summary>An id that is too long for a key, by its hash.</summary>
    private static string Short(string id) =>
        id.Length <= 150 ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    [LoggerMessage(LogLevel.Warning, "{Raised} schedules did not run when they should, {Resolved} run again")]
    private partial void LogSeen(int raised, int resolved);

    [LoggerMessage(LogLevel.Error, "Could not look whether workflows ran ({Reason}); trying again")]
    private partial void LogFailed(string reason);
}
