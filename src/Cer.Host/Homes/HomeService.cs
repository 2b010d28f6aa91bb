using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;
using Cer.Messaging.Mqtt;
using Cer.Operations.Homes;
using Cer.Operations.Ports;

namespace Cer.Host.Homes;

/// <summary>Speaks for every community to the Home Assistant of the town; of several servers one does.</summary>
internal sealed partial class HomeService(
    HomeReach way,
    HomeScene scene,
    IHomeTurn turn,
    ICommunityStore communities,
    HomeStanding standing,
    ProposeClosing proposals,
    TimeProvider time,
    ILogger<HomeService> logger,
    HomeClient? client = null,
    HomeFeed? feed = null,
    HomeWatch? watch = null) : BackgroundService
{
    private const string Broker = "broker";
    private const string Interface = "interface";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(5);

    // A server of a hundred communities must not ask the database for all of them at once.
    private readonly SemaphoreSlim _pictures = new(4);

    public override void Dispose()
    {
        _pictures.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        standing.Tell(Interface, way.Problem);
        if (way.Problem is { } problem) LogProblem(problem);
        if (client is not null)
        {
            client.Changed += Tell;
            client.Start();
        }

        var speaking = new Dictionary<CommunityId, Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var community in await communities.ListAsync(stoppingToken))
                    if (!speaking.TryGetValue(community.Id, out var task) || task.IsCompleted)
                        speaking[community.Id] = SpeakAsync(community, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(DatabaseFault.Reason(failure));
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(speaking.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>While the turn is held it speaks and sends; whatever ends that, it is begun again soon.</summary>
    private async Task SpeakAsync(CommunitySummary community, CancellationToken stopping)
    {
        try
        {
            await using var held = await turn.TryTakeAsync(community.Id, stopping);
            if (held is null) return;
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            Task[] work =
            [
                HoldAsync(held, ending.Token),
                VoiceAsync(community, ending.Token),
                feed?.RunAsync(community, way.Client!.RestBase.Authority, ending.Token) ?? Task.CompletedTask,
                watch?.RunAsync(community, ending.Token) ?? Task.CompletedTask,
            ];
            try
            {
                await work[0];
            }
            finally
            {
                await ending.CancelAsync();
                await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogAway(DatabaseFault.Reason(failure));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Ends when the turn is lost: another server may have it then.</summary>
    private async Task HoldAsync(IHeldTurn held, CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Hold, time, cancellation);
            await held.CheckAsync(cancellation);
        }
    }

    private async Task VoiceAsync(CommunitySummary community, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await SpeakOnceAsync(community, cancellation);
            }
            catch (MqttRefused refused)
            {
                // The words of the Supervisor's broker change when it is installed anew: it is asked again.
                standing.Tell(Broker, $"Il broker MQTT rifiuta l'accesso: {refused.Message}");
                LogRefused(refused.Message);
                if (client?.Supervisor is null) pause = Refused;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                LogAway(failure is HomeFault fault ? fault.Message : DatabaseFault.Reason(failure));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SpeakOnceAsync(CommunitySummary community, CancellationToken cancellation)
    {
        var broker = await way.BrokerAsync(client, cancellation);
        if (broker is null)
        {
            standing.Tell(Broker, "Nessun broker MQTT: indicarlo in home.mqtt o installare il componente Mosquitto.");
            return;
        }

        var topics = new HomeTopics(HomeNames.SlugOf(community.Code, community.Id), way.Prefix);
        using var voice = new HomeVoice(
            new()
            {
                Broker = broker,
                Topics = topics,
                Version = ProgramName.Version,
                Form = () => way.Form(client),
                Devices = ending => DevicesAsync(community, ending),
                Command = (topic, ending) => CommandAsync(community, topic, ending),
            },
            time);
        await voice.RunAsync(state => Tell(state, broker), cancellation);
    }

    private async Task<IReadOnlyList<HomeDevice>?> DevicesAsync(CommunitySummary community, CancellationToken cancellation)
    {
        await _pictures.WaitAsync(cancellation);
        try
        {
            return await scene.DevicesAsync(community, cancellation);
        }
        finally
        {
            _pictures.Release();
        }
    }

    /// <summary>Whatever fails in it, the voice goes on.</summary>
    private async Task CommandAsync(CommunitySummary community, string topic, CancellationToken cancellation)
    {
        if (!topic.EndsWith($"/{DescribeHome.ProposeClosing}/set", StringComparison.Ordinal)) return;
        try
        {
            var month = await proposals.RunAsync(community.Id, cancellation);
            LogProposed(community.Code, month?.ToString() ?? "none");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogAway(DatabaseFault.Reason(failure));
        }
    }

    private void Tell(MqttConnectionState state, MqttOptions broker)
    {
        switch (state)
        {
            case MqttConnectionState.Connected:
                standing.Tell(Broker, null);
                LogConnected(broker.ToString());
                break;
            case MqttConnectionState.Waiting waiting:
                standing.Tell(Broker, $"Il broker MQTT non risponde: {waiting.Cause.Message}");
                LogBrokerAway(broker.ToString(), waiting.Wait.TotalSeconds, waiting.Cause.Message);
                break;
        }
    }

    private void Tell(HomeChange change)
    {
        switch (change.State)
        {
            case HomeState.Ready:
                standing.Tell(Interface, null);
                LogReady(client!.CoreVersion);
                break;
            case HomeState.Unauthorised:
                standing.Tell(Interface, "Home Assistant rifiuta il token: crearne uno nuovo nel profilo dell'utente.");
                LogUnauthorised(change.Reason);
                break;
            case HomeState.Away:
                standing.Tell(Interface, $"Home Assistant non risponde: {change.Reason}");
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Home Assistant hears of the communities through {Broker}")]
    private partial void LogConnected(string broker);

    [LoggerMessage(LogLevel.Warning, "{Broker}, which Home Assistant listens to, is away, trying again in {Seconds} s: {Reason}")]
    private partial void LogBrokerAway(string broker, double seconds, string reason);

    [LoggerMessage(LogLevel.Error, "The broker of Home Assistant does not let the program in: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Information, "Connected to Home Assistant {Version}")]
    private partial void LogReady(string? version);

    [LoggerMessage(LogLevel.Error, "Home Assistant does not let the program in: {Reason}")]
    private partial void LogUnauthorised(string? reason);

    [LoggerMessage(LogLevel.Error, "Home Assistant cannot be used as the settings are: {Reason}")]
    private partial void LogProblem(string reason);

    [LoggerMessage(LogLevel.Information, "Somebody in Home Assistant proposed to close a month of {Community}: {Month}")]
    private partial void LogProposed(string community, string month);

    [LoggerMessage(LogLevel.Warning, "Home Assistant is told nothing for now ({Reason}); trying again")]
    private partial void LogAway(string reason);
}
