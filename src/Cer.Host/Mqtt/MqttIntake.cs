using System.Data.Common;
using Cer.Host.Addon;
using Cer.Host.Data;
using Cer.Messaging.Mqtt;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Mqtt;

/// <summary>Takes in what devices publish; the broker hears that a message is safe only after its commit.</summary>
/// <remarks>
/// All nodes share one subscription. With the store away nothing is acknowledged: the broker goes on holding what this
/// node has not confirmed, sends it again after a new connection, and the key of a reading makes that free.
/// </remarks>
internal sealed partial class MqttIntake(
    TakeTopicMessages take,
    TimeProvider time,
    ILogger<MqttIntake> logger,
    MqttSettings? broker = null,
    SupervisorWords? words = null) : BackgroundService
{
    private const string Share = "$share/cer/";

    public const int MostInBatch = 256;
    private const int LargestPayload = 8 * 1024 * 1024;
    // What waits for its commit, together: beyond it nothing is read from the broker.
    private const int MostWaitingBytes = 32 * 1024 * 1024;
    public const int BatchBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Session = TimeSpan.FromDays(14);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan QuietBetween = TimeSpan.FromSeconds(10);

    // A device tells its counters each minute: who was away hears first what the broker had held meanwhile.
    private static readonly Duration Settling = Duration.FromMinutes(1);

    private long _refused;
    private Instant _live;
    private long? _told;

    /// <summary>What a node subscribes to.</summary>
    /// <remarks>A broker of the town's own lets through the topics it was told of before, unless the settings say more.</remarks>
    public static IReadOnlyList<MqttSubscription> SubscriptionsOf(MqttSettings node) =>
    [
        new(Share + DeviceTopic.Filter),
        .. node.IsPrivate || node.OwnWords == true
            ? DeviceTopic.OwnWords.Select(filter => new MqttSubscription(Share + filter))
            : [],
    ];

    /// <summary>How a node connects: the broker keeps its session, and so its messages, while it is away.</summary>
    public static MqttOptions OptionsOf(MqttSettings node) => new()
    {
        Host = node.Host,
        Port = node.Port,
        ClientId = node.Username,
        UserName = node.Username,
        Password = node.Password,
        Tls = node.Tls?.In(node.Folder),
        CleanStart = false,
        SessionExpiry = Session,
        ReceiveMaximum = 2 * MostInBatch,
        LargestPayload = LargestPayload,
        MostWaitingBytes = MostWaitingBytes,
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var present = broker;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (present is not null) await ListenAsync(present, stoppingToken);
            var told = words is null ? null : await words.AskAsync(stoppingToken);
            var isAnother = told is not null && told != present;
            present = told ?? present;
            if (!isAnother)
                await Task.Delay(LongestPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(MqttSettings node, CancellationToken stopping)
    {
        try
        {
            await new MqttConnection(OptionsOf(node), SubscriptionsOf(node), time) { Changed = state => Tell(node, state) }
                .RunAsync(ReadAsync, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception failure)
        {
            // Whatever it is, the other doors stay open.
            LogEnded(node.ToString(), failure.Message);
        }
    }

    /// <summary>Takes batches while the connection lasts, one after the other: a correction must not pass what it corrects.</summary>
    private async Task ReadAsync(MqttClient client, CancellationToken cancellation)
    {
        // What the broker kept may come before it has answered anything else.
        if (client.SessionPresent) _live = Now + Settling;
        await foreach (var batch in client.Batches(MostInBatch, BatchBytes, cancellation))
        {
            await StoreAsync(batch, cancellation);
            // As long as whole batches come it is still what was held.
            if (batch.Count == MostInBatch && Now < _live) _live = Now + Settling;
            await client.AckAsync(batch, cancellation);
        }
    }

    /// <summary>Tries until the batch is committed.</summary>
    private async Task StoreAsync(IReadOnlyList<MqttMessage> batch, CancellationToken cancellation)
    {
        TopicMessage[] messages = [.. batch.Select(message => Incoming(message, _live))];
        for (var pause = Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var answers = await take.RunAsync(messages, cancellation);
                var refused = answers.Count(answer => answer is IntakeAnswer.Refused or IntakeAnswer.Foreign);
                TellRefused(refused);
                // While this one waited, the broker held those after it.
                if (pause > Pause) _live = Now + Settling;
                return;
            }
            catch (Exception failure) when (failure is DbException or TimeoutException or IOException)
            {
                LogStoreAway(batch.Count, pause.TotalSeconds, failure.Message);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public static TopicMessage Incoming(MqttMessage message, Instant live)
    {
        var arrived = Instant.FromDateTimeOffset(message.ArrivedAt);
        return new(message.Topic, message.Payload, arrived, message.Retain, arrived < live);
    }

    /// <summary>A line now and then, not one for each batch: a device that floods must not fill the log.</summary>
    private void TellRefused(int refused)
    {
        _refused += refused;
        if (_refused == 0 || (_told is { } last && time.GetElapsedTime(last) < QuietBetween)) return;
        LogRefused(_refused);
        (_refused, _told) = (0, time.GetTimestamp());
    }

    private void Tell(MqttSettings node, MqttConnectionState state)
    {
        switch (state)
        {
            case MqttConnectionState.Connected connected:
                LogConnected(node.ToString(), connected.SessionPresent ? "session kept" : "session new");
                break;
            case MqttConnectionState.Waiting waiting:
                LogAway(node.ToString(), waiting.Wait.TotalSeconds, waiting.Cause.Message);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Connected to {Broker}, {Session}")]
    private partial void LogConnected(string broker, string session);

    [LoggerMessage(LogLevel.Warning, "{Broker} is away, trying again in {Seconds} s: {Reason}")]
    private partial void LogAway(string broker, double seconds, string reason);

    [LoggerMessage(LogLevel.Error, "The intake from {Broker} ended, and begins again soon: {Reason}")]
    private partial void LogEnded(string broker, string reason);

    [LoggerMessage(LogLevel.Warning,
        "Refused {Refused} messages; the ingest log has them with their reasons, or their count where they were too many")]
    private partial void LogRefused(long refused);

    [LoggerMessage(LogLevel.Error, "{Count} messages wait unacknowledged for the store, next try in {Seconds} s: {Reason}")]
    private partial void LogStoreAway(int count, double seconds, string reason);
}
