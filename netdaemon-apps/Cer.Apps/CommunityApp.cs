using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>Brings back into this house what the community shares now, and whether it is a good hour to use energy.</summary>
/// <remarks>
/// Entities are made over MQTT by Home Assistant's own service: they have an id of their own and outlive a restart. When the
/// platform is away nothing is said, and the entities become unavailable by themselves; so they do when the app is gone, for a
/// will is not to be had by that service. They are announced anew when Home Assistant or its MQTT starts, and whenever they do
/// not show: a broker that kept nothing has forgotten them.
/// </remarks>
[NetDaemonApp(Id = "cer_community")]
public sealed partial class CommunityApp : IAsyncInitializable, IAsyncDisposable
{
    /// <summary>Where the platform tells it.</summary>
    public const string SharePath = "api/readings/share";
    private const int MostInVain = 5;
    private static readonly TimeSpan Announcing = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(30);

    private readonly IHaContext _ha;
    private readonly IScheduler _scheduler;
    private readonly CommunityConfig _config;
    private readonly ILogger<CommunityApp> _logger;
    private readonly IPlatformReader _door;
    private readonly CompositeDisposable _planned = [];
    private readonly CancellationTokenSource _end = new();
    private DateTimeOffset _announced;
    private int _inVain;
    private bool _isBegun;
    private bool _isAway;

    public CommunityApp(
        IHaContext ha,
        IScheduler scheduler,
        IAppConfig<CommunityConfig> config,
        IAppConfig<PlatformConfig> platform,
        ILogger<CommunityApp> logger,
        IPlatformReader? door = null)
    {
        (_ha, _scheduler, _config, _logger) = (ha, scheduler, config.Value, logger);
        _door = door ?? new PlatformDoor(platform.Value);
    }

    public Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (!_config.Enabled) return Task.CompletedTask;
        if (!CommunityMessages.IsNode(_config.Node) || _config.EveryMinutes is < 1 or > 60)
        {
            LogProblem();
            return Task.CompletedTask;
        }

        _isBegun = true;
        _planned.Add(Observable.Timer(TimeSpan.Zero, Announcing, _scheduler).SubscribeSafe(_ => Announce(), _logger));
        _planned.Add(Observable.Timer(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(_config.EveryMinutes), _scheduler)
            .SubscribeAsync(_ => TellAsync(), _logger));
        // Not all at once with the others that wait for it: some seconds later.
        _planned.Add(_ha.Events.Where(IsBack)
            .Throttle(TimeSpan.FromSeconds(1 + (Random.Shared.NextDouble() * 3)), _scheduler)
            .Do(_ => Announce())
            .SubscribeAsync(_ => TellAsync(), _logger));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        _planned.Dispose();
        if (_isBegun) Publish(CommunityMessages.StatusTopic(_config), "offline");
        await _end.CancelAsync();
        (_door as IDisposable)?.Dispose();
        _end.Dispose();
    }

    private void Announce()
    {
        _announced = _scheduler.Now;
        foreach (var (topic, payload) in CommunityMessages.Announcements(_config)) Publish(topic, payload);
        Publish(CommunityMessages.StatusTopic(_config), "online");
    }

    /// <summary>Entities that do not show are announced again; some times only when they are not even there.</summary>
    /// <remarks>Their owner may have renamed or switched them off: then nothing more can be seen of them here.</remarks>
    private void AnnounceUnseen()
    {
        var shown = _ha.GetState(CommunityMessages.Shown(_config))?.State;
        if (shown is not (null or "unavailable")) _inVain = 0;
        else if (_scheduler.Now - _announced >= BetweenAnnouncements && (shown is not null || _inVain++ < MostInVain)) Announce();
    }

    private static bool IsBack(Event one) => one.EventType == "homeassistant_started"
        || (one.EventType == "component_loaded" && one.DataElement is { ValueKind: JsonValueKind.Object } data
            && data.TryGetProperty("component", out var name) && name.ValueKind == JsonValueKind.String
            && name.GetString() == "mqtt");

    private async Task TellAsync()
    {
        if (_end.IsCancellationRequested) return;
        var share = await _door.ReadAsync(SharePath, _end.Token);
        if (share is { } told && CommunityMessages.State(told) is { } state)
        {
            _isAway = false;
            AnnounceUnseen();
            Publish(CommunityMessages.StateTopic(_config), state);
        }
        else if (!_isAway)
        {
            _isAway = true;
            LogAway();
        }
    }

    private void Publish(string topic, string payload) =>
        _ha.CallService("mqtt", "publish", data: new { topic, payload, qos = 1, retain = true });

    [LoggerMessage(LogLevel.Error, "Found another node or everyMinutes, expected small letters, digits and _, and 1 to 60 minutes")]
    private partial void LogProblem();

    [LoggerMessage(LogLevel.Warning, "The platform does not tell the share now: its entities will be unavailable")]
    private partial void LogAway();
}
