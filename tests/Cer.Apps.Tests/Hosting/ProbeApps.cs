using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using NetDaemon.AppModel;
using NetDaemon.Extensions.Scheduler;
using NetDaemon.HassModel;
using NetDaemon.HassModel.Entities;

namespace Cer.Apps.Tests.Hosting;

/// <summary>Small apps, written as users of NetDaemon write theirs; what they see goes into a list that outlives them.</summary>
public static class ProbeApps
{
    internal static ConcurrentDictionary<string, ConcurrentQueue<string>> Seen { get; } = new();

    internal static ConcurrentDictionary<string, long> Counted { get; } = new();

    private static void Say(string to, string words) => Seen.GetOrAdd(to, _ => new()).Enqueue(words);

    public sealed class ProbeConfig
    {
        public string Name { get; set; } = "nobody";
    }

    [NetDaemonApp]
    public sealed class Broken
    {
        public Broken(IHaContext ha) => throw new InvalidOperationException($"No luck with {ha.GetType().Name}.");
    }

    [NetDaemonApp(Id = "listener")]
    public sealed class Listener : IAsyncInitializable, IDisposable
    {
        private readonly string _name;

        public Listener(IHaContext ha, IScheduler scheduler, INetDaemonScheduler other, IAppConfig<ProbeConfig> config)
        {
            _name = config.Value.Name;
            var door = new Entity(ha, "binary_sensor.door");
            Say(_name, $"begins {door.State} in {door.Area}");
            door.StateChanges().SubscribeSafe(change => Say(_name, $"{change.Old?.State} to {change.New?.State}"));
            ha.StateChanges().Where(change => change.Entity.EntityId == "sensor.bad")
                .SubscribeSafe(_ => throw new InvalidOperationException());
            ha.Events.Filter<Call>("cer_call").SubscribeSafe(call => Say(_name, $"called {call.Data?.Who}"));
            scheduler.RunEvery(TimeSpan.FromMinutes(1), scheduler.Now + TimeSpan.FromMinutes(1), () => Say(_name, "minute"));
            other.RunIn(TimeSpan.FromMinutes(2), () => throw new InvalidOperationException("It must not end the others."));
            other.RunIn(TimeSpan.FromMinutes(3), () => door.CallService("turn_on"));
        }

        public Task InitializeAsync(CancellationToken cancellationToken)
        {
            Say(_name, "initialised");
            return Task.CompletedTask;
        }

        public void Dispose() => Say(_name, "ends");
    }

    [NetDaemonApp]
    public sealed class Counter
    {
        public Counter(IHaContext ha, IAppConfig<ProbeConfig> config)
        {
            var name = config.Value.Name;
            Counted[name] = 0;
            ha.StateAllChanges().Where(change => change.Entity.EntityId.StartsWith("sensor.meter_", StringComparison.Ordinal))
                .SubscribeSafe(_ => Counted.AddOrUpdate(name, 1, (_, before) => before + 1));
        }
    }

    public sealed record Call([property: System.Text.Json.Serialization.JsonPropertyName("who")] string? Who);
}
