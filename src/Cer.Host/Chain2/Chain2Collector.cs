using System.Data.Common;
using Cer.Messaging.Sockets;
using Cer.Operations.Intake;
using Cer.Operations.Intake.Chain2;
using Cer.Operations.Ports;

namespace Cer.Host.Chain2;

/// <summary>Listens to each Chain2Gate of the settings; what one says counts only as of the device it is registered as.</summary>
internal sealed partial class Chain2Collector(
    IReadOnlyList<Chain2GateSettings> gates,
    ICommunityStore communities,
    TakeChain2 take,
    TimeProvider time,
    ILogger<Chain2Collector> logger) : BackgroundService
{
    /// <summary>What the device answers with who it is.</summary>
    private const string Question = "!";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilRegistered = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(gates.Select(gate => ListenAsync(gate, stoppingToken)));

    private async Task ListenAsync(Chain2GateSettings gate, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await RegisterAsync(gate, cancellation) is { } community)
                {
                    var socket = new AskingSocket(gate.Socket, Question, time) { Changed = state => Tell(gate, state) };
                    using var retired = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                    await socket.RunAsync(
                        async (frame, stop) =>
                        {
                            if (await IsRetiredAsync(gate, community, stop)) await retired.CancelAsync();
                            else await TakeAsync(gate, community, frame, stop);
                        },
                        retired.Token);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                LogRetired(gate.Name!);
                continue;
            }
            catch (Exception failure)
            {
                // Whatever it is, the other gates and the other doors stay open.
                LogEnded(gate.Name!, failure.Message);
            }

            await Task.Delay(UntilRegistered, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ties the device to its point as the settings say; null, with a sentence in the log, when they do not fit.</summary>
    private async Task<CommunityId?> RegisterAsync(Chain2GateSettings gate, CancellationToken cancellation)
    {
        if (await communities.FindAsync(gate.Community!, cancellation) is not { } community)
            return Misfit("community", "one that nobody declared", "the code of a community");
        var registry = await communities.RegistryAsync(community, cancellation);
        if (!registry.Units.TryGetValue(gate.Pod, out var units))
            return Misfit("pod", "a point that the community does not have", "one of its points");
        if (gate.Unit is { } unit && !units.Contains(unit))
            return Misfit("unit", "another", $"a unit of the point: {string.Join(", ", units.DefaultIfEmpty("it has none"))}");
        var device = new Device(gate.Device!, gate.Pod, gate.Role, gate.Unit);
        var known = registry.Devices.GetValueOrDefault(device.Id);
        // Only a person takes it into service again.
        if (known?.RetiredAt is not null) return Misfit("device", "one that was retired", "one in service");
        if (known != device)
            await communities.SaveDevicesAsync(community, [device], "settings.json", cancellation);
        return community;

        CommunityId? Misfit(string field, string found, string expected)
        {
            LogMisfit(gate.Name!, field, found, expected);
            return null;
        }
    }

    private async Task<bool> IsRetiredAsync(Chain2GateSettings gate, CommunityId community, CancellationToken cancellation)
    {
        try
        {
            var registry = await communities.RegistryAsync(community, cancellation);
            return registry.Devices.GetValueOrDefault(gate.Device!)?.RetiredAt is not null;
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or IOException)
        {
            // The store is away: taking the frame waits for it, and asks again.
            return false;
        }
    }

    /// <summary>Tries until the frame is committed; meanwhile nothing more is read from the device.</summary>
    private async Task TakeAsync(
        Chain2GateSettings gate, CommunityId community, byte[] frame, CancellationToken cancellation)
    {
        var delivery = new Chain2Delivery
        {
            Community = community,
            Source = IntakeSource.Chain2Gate,
            Device = gate.Device!,
            Raw = frame,
        };
        for (var pause = Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (await take.RunAsync(delivery, cancellation) is IntakeAnswer.Refused or IntakeAnswer.Foreign) LogRefused(gate.Name!);
                return;
            }
            catch (Exception failure) when (failure is DbException { IsTransient: true } or TimeoutException or IOException)
            {
                LogStoreAway(gate.Name!, pause.TotalSeconds, failure.Message);
                await Task.Delay(pause, time, cancellation);
            }
            catch (DbException failure)
            {
                // One frame that the store cannot take must not stop those after it.
                LogLost(gate.Name!, failure.Message);
                return;
            }
        }
    }

    private void Tell(Chain2GateSettings gate, SocketState state)
    {
        if (state is SocketState.Waiting waiting) LogAway(gate.Name!, waiting.Wait.TotalSeconds, waiting.Reason);
        else LogConnected(gate.Name!);
    }

    [LoggerMessage(LogLevel.Information, "Connected to Chain2Gate {Gate}")]
    private partial void LogConnected(string gate);

    [LoggerMessage(LogLevel.Warning, "Chain2Gate {Gate} is away, trying again in {Seconds:0.0} s: {Reason}")]
    private partial void LogAway(string gate, double seconds, string reason);

    [LoggerMessage(LogLevel.Error, "Chain2Gate {Gate}: {Field}: found {Found}, expected {Expected}; looking again in a minute")]
    private partial void LogMisfit(string gate, string field, string found, string expected);

    [LoggerMessage(LogLevel.Information, "The device of Chain2Gate {Gate} was retired: it is listened to no more")]
    private partial void LogRetired(string gate);

    [LoggerMessage(LogLevel.Warning, "Refused a frame of Chain2Gate {Gate}; the ingest log has it with its reason")]
    private partial void LogRefused(string gate);

    [LoggerMessage(LogLevel.Error, "A frame of Chain2Gate {Gate} waits for the store, next try in {Seconds} s: {Reason}")]
    private partial void LogStoreAway(string gate, double seconds, string reason);

    [LoggerMessage(LogLevel.Error, "The store cannot take a frame of Chain2Gate {Gate}: {Reason}")]
    private partial void LogLost(string gate, string reason);

    [LoggerMessage(LogLevel.Error, "Listening to Chain2Gate {Gate} ended, and begins again soon: {Reason}")]
    private partial void LogEnded(string gate, string reason);
}
