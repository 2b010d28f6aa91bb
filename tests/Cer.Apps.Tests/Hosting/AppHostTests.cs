using System.Reactive.Concurrency;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Cer.NetDaemon;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Apps.Tests.Hosting;

public class AppHostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_hears_changes_and_events_plans_and_ends_with_the_connection()
    {
        var name = $"probe-{Guid.NewGuid():N}";
        var clock = Times.Clock("2026-06-10T06:00:00Z");
        var link = new Link();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var host = Host(name, link, clock);
        var running = host.RunAsync(stop.Token);
        await SaysAsync(name, "begins off in Ingresso", "initialised");

        link.Tell("state_changed", """
            {"entity_id": "binary_sensor.door", "old_state": {"entity_id": "binary_sensor.door", "state": "off"},
             "new_state": {"entity_id": "binary_sensor.door", "state": "on"}}
            """);
        await SaysAsync(name, "off to on");
        link.Tell("state_changed", """
            {"entity_id": "sensor.bad", "old_state": null, "new_state": {"entity_id": "sensor.bad", "state": "1"}}
            """);
        link.Tell("cer_call", """{"who": "clerk"}""");
        await SaysAsync(name, "called clerk");

        clock.AdvanceBy(TimeSpan.FromMinutes(3));
        Assert.Equal(3, Said(name).Count(words => words == "minute"));
        await UntilAsync(() => link.Calls.Count == 1);
        Assert.Equal(("binary_sensor", "turn_on", """{"entity_id":["binary_sensor.door"]}"""), link.Calls[0]);

        link.Lose();
        await SaysAsync(name, "ends", "begins off in Ingresso", "initialised");
        await stop.CancelAsync();
        await running;
        Assert.Equal("ends", Said(name)[^1]);
        var before = Said(name).Length;
        clock.AdvanceBy(TimeSpan.FromMinutes(5));
        Assert.Equal(before, Said(name).Length);
    }

    private static AppHost Host(string name, IHomeLink link, IScheduler clock) => new(
        [typeof(ProbeApps.Broken), typeof(ProbeApps.Listener)],
        new ConfigurationBuilder().AddInMemoryCollection(
            [new($"{typeof(ProbeApps.ProbeConfig).FullName}:Name", name)]).Build(),
        link,
        clock,
        NullLoggerFactory.Instance)
    {
        Pause = TimeSpan.FromMilliseconds(20),
    };

    private static string[] Said(string name) => ProbeApps.Seen.TryGetValue(name, out var said) ? [.. said] : [];

    /// <summary>Waits until the last words are these.</summary>
    private static Task SaysAsync(string name, params string[] words) =>
        UntilAsync(() => Said(name).Where(word => word != "minute").TakeLast(words.Length).SequenceEqual(words));

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var left = 1200; !isSo(); left--)
        {
            Assert.True(left > 0, "Found no end of the waiting, expected what the test waits for within 60 seconds.");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>A Home Assistant with a door, whose connection the test loses.</summary>
    private sealed class Link : IHomeLink
    {
        private Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

        public List<(string Domain, string Service, string Target)> Calls { get; } = [];

        public void Tell(string type, string data) => _events.Writer.TryWrite(
            JsonElement.Parse($$"""{"event_type": "{{type}}", "data": {{data}}, "origin": "LOCAL"}"""));

        public void Lose() => _events.Writer.Complete();

        public Task ReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<IAsyncEnumerable<JsonElement>> ListenAsync(CancellationToken cancellation)
        {
            _events = Channel.CreateUnbounded<JsonElement>();
            return Task.FromResult(_events.Reader.ReadAllAsync(cancellation));
        }

        public Task<IReadOnlyList<JsonElement>> StatesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<JsonElement>>(
            [JsonElement.Parse("""{"entity_id": "binary_sensor.door", "state": "off", "attributes": {}}""")]);

        public Task<JsonElement?> CallAsync(
            string domain, string service, JsonElement? target, JsonElement? data, bool answers, CancellationToken cancellation)
        {
            Calls.Add((domain, service, target?.GetRawText() ?? ""));
            return Task.FromResult<JsonElement?>(null);
        }

        public Task FireAsync(string eventType, JsonElement? data, CancellationToken cancellation) => Task.CompletedTask;

        public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<JsonElement> PostAsync(string path, JsonElement? body, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<JsonElement> AskAsync(string type, JsonObject body, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<HomeEntry>> RegistryAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<HomeEntry>>([new("binary_sensor.door", AreaId: "hall", Area: "Ingresso")]);
    }
}
