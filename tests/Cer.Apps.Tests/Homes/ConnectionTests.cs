using Cer.HomeAssistant.Peer;
using Cer.Host.Homes;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Apps.Tests.Homes;

/// <summary>An app on the host of <c>cer</c>, over a real websocket to a Home Assistant in this process.</summary>
public class ConnectionTests
{
    private const string Sensor = "sensor.school_energy";

    private static readonly Instant Begin = Times.At("2026-06-10T06:00:00Z");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apps_are_made_anew_on_each_connection_and_read_what_they_missed()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        await using var peer = await HomePeer.StartAsync();
        await using var client = new HomeClient(
            peer.Client with { FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(100) },
            TimeProvider.System);
        client.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Show(peer, 0);
        // The clock stands where the test ends: nothing in it waits for time to pass.
        var host = new AppHost([typeof(InverterApp)], Settings(folder, platform), new AppsLink(client),
            Times.Clock("2026-06-10T12:00:00Z"), NullLoggerFactory.Instance)
        {
            Pause = TimeSpan.FromMilliseconds(20),
        };
        var running = host.RunAsync(stop.Token);
        await UntilAsync(() => File.Exists(Path.Combine(folder.Path, "apps", "inverters", "state.json")));

        for (var minute = 1; minute <= 20; minute++) Show(peer, minute);
        Assert.True(await platform.HasAsync(1));
        peer.Disconnect();
        for (var minute = 21; minute <= 200; minute++) Show(peer, minute);
        peer.Reconnect();
        Assert.True(await platform.HasAsync(13));

        await peer.RestartAsync();
        for (var minute = 201; minute <= 240; minute++) Show(peer, minute);
        Assert.True(await platform.HasAsync(16));
        Assert.Equal(16, platform.Rows.Count);
        Assert.Equal(24m, platform.Rows.Values.Sum(row => row.Kwh));
        Assert.All(platform.Rows.Values, row => Assert.Equal("measured", row.Quality));
        Assert.Equal(0, platform.Changed);
        Assert.True(peer.Logins >= 3);
        await stop.CancelAsync();
        await running;
    }

    /// <summary>Core was stopped for 30 hours: its statistics say that the counter stood still, its broker has the old value.</summary>
    [Fact]
    public async Task A_stop_of_the_core_is_a_gap_although_its_statistics_are_filled_in()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        await using var peer = await HomePeer.StartAsync();
        peer.Remembers = id => id == Sensor;
        await using var client = new HomeClient(
            peer.Client with { FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(100) },
            TimeProvider.System);
        client.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Show(peer, 0);
        var host = new AppHost([typeof(InverterApp)], Settings(folder, platform), new AppsLink(client),
            Times.Clock("2026-06-12T12:00:00Z"), NullLoggerFactory.Instance)
        {
            Pause = TimeSpan.FromMilliseconds(20),
        };
        var running = host.RunAsync(stop.Token);
        await UntilAsync(() => File.Exists(Path.Combine(folder.Path, "apps", "inverters", "state.json")));
        for (var minute = 1; minute <= 20; minute++) Show(peer, minute);
        Assert.True(await platform.HasAsync(1));

        await peer.StopAsync();
        for (var minute = 1820; minute <= 1860; minute++) Show(peer, minute);
        peer.Start();
        Assert.True(await platform.HasAsync(3));
        Assert.Equal(
            ["2026-06-10T06:00:00Z", "2026-06-11T12:30:00Z", "2026-06-11T12:45:00Z"],
            platform.Rows.Keys.Select(row => row.Start).Order(StringComparer.Ordinal));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Apps_end_as_soon_as_the_connection_is_lost_and_not_when_the_next_one_stands()
    {
        var name = $"probe-{Guid.NewGuid():N}";
        await using var peer = await HomePeer.StartAsync();
        await using var client = new HomeClient(
            peer.Client with { FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(100) },
            TimeProvider.System);
        client.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [new($"{typeof(Hosting.ProbeApps.ProbeConfig).FullName}:Name", name)]).Build();
        var host = new AppHost(
            [typeof(Hosting.ProbeApps.Listener)], settings, new AppsLink(client), Times.Clock("2026-06-10T12:00:00Z"),
            NullLoggerFactory.Instance);
        var running = host.RunAsync(stop.Token);
        await UntilAsync(() => Hosting.ProbeApps.Seen.TryGetValue(name, out var said) && said.Contains("initialised"));

        peer.Disconnect();
        await UntilAsync(() => Hosting.ProbeApps.Seen[name].Contains("ends"));
        await stop.CancelAsync();
        await running;
    }

    private static void Show(HomePeer peer, int minute) => peer.States.SetAt(
        Sensor,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{1000 + (minute * 0.1m)}"),
        new() { ["unit_of_measurement"] = "kWh", ["state_class"] = "total_increasing" },
        (Begin + Duration.FromMinutes(minute)).ToDateTimeOffset());

    private static IConfiguration Settings(Folder folder, Platform platform)
    {
        var config = platform.Config(folder);
        var yaml = Path.Combine(folder.Path, "yaml");
        Directory.CreateDirectory(yaml);
        File.WriteAllText(Path.Combine(yaml, "apps.yaml"), $"""
            Cer.Apps.PlatformConfig:
              Url: {config.Url}
              Username: house
              PasswordFile: {config.PasswordFile}
              Folder: {config.Folder}
            Cer.Apps.InverterConfig:
              Plants:
                - Name: School
                  Pod: IT999E00000101
                  Counter: {Sensor}
                  MaxPowerKw: 50
            """);
        return AppSettings.Read(yaml);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var left = 1200; !isSo(); left--)
        {
            Assert.True(left > 0, "Found no end of the waiting, expected what the test waits for within 60 seconds.");
            await Task.Delay(50, Cancellation);
        }
    }
}
