using System.Diagnostics;
using System.Globalization;
using System.Reactive.Concurrency;
using Cer.Apps.Tests.Hosting;
using Cer.HomeAssistant.Peer;
using Cer.Host.Homes;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cer.Apps.Tests.Homes;

/// <summary>All apps watch a Home Assistant of 2 000 entities, of which 50 change in a second and 200 are their counters.</summary>
/// <remarks>Twenty seconds always; CER_SOAK=1 makes it ten minutes, or as many seconds as CER_SOAK_SECONDS says.</remarks>
public class AppsSoakTests
{
    private const int Entities = 2_000;
    private const int Meters = 200;
    private const int Rate = 50;

    private static readonly string[] Folders = ["inverters", "street-lighting", "buildings", "chain2"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static bool IsLong => Environment.GetEnvironmentVariable("CER_SOAK") == "1";

    private static TimeSpan Length => !IsLong ? TimeSpan.FromSeconds(20)
        : TimeSpan.FromSeconds(int.TryParse(
            Environment.GetEnvironmentVariable("CER_SOAK_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 600);

    [Fact]
    public async Task The_apps_hear_every_change_of_a_large_house_and_know_where_each_counter_is_at_its_end()
    {
        using var folder = new Folder();
        using var heard = new Heard();
        using var loggers = LoggerFactory.Create(log => log.AddProvider(heard));
        await using var platform = await Platform.StartAsync();
        await using var peer = await HomePeer.StartAsync();
        await using var client = new HomeClient(peer.Client, TimeProvider.System);
        var totals = new long[Entities];
        for (var id = 0; id < Entities; id++) Show(peer, id, 0);
        client.Start();
        var clock = new ShiftedScheduler(TaskPoolScheduler.Default);
        var probe = $"soak-{Guid.NewGuid():N}";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Type[] apps =
        [
            typeof(InverterApp), typeof(StreetLightingApp), typeof(BuildingsApp), typeof(Chain2App), typeof(CommunityApp),
            typeof(ProbeApps.Counter),
        ];
        var settings = Settings(platform.Config(folder), probe);
        var host = new AppHost(apps, settings, new AppsLink(client), clock, loggers);
        var running = host.RunAsync(stop.Token);
        await UntilAsync(() => Folders.All(one => File.Exists(Path.Combine(folder.Path, "apps", one, "state.json")))
            && ProbeApps.Counted.ContainsKey(probe));

        var (cpu, begun, sent, most) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew(), 0L, 0L);
        while (begun.Elapsed < Length)
        {
            for (var due = (long)(begun.Elapsed.TotalSeconds * Rate); sent < due; sent++)
            {
                var id = (int)(sent % Entities);
                Show(peer, id, ++totals[id]);
            }

            most = Math.Max(most, Environment.WorkingSet);
            await Task.Delay(20, Cancellation);
        }

        var length = begun.Elapsed;
        var share = (Environment.CpuUsage.TotalTime - cpu) / length;
        await UntilAsync(() => ProbeApps.Counted[probe] >= sent, () => $"{ProbeApps.Counted[probe]} of {sent}");
        // A minute later each collector keeps what it knows with the next value, and has all before that behind it.
        var before = totals.ToArray();
        clock.Shift = TimeSpan.FromMinutes(2);
        for (var id = 0; id < Meters; id++) Show(peer, id, ++totals[id]);
        await UntilAsync(() => Kept(folder) is { Count: Meters } kept && kept.All(one => one.Value >= before[one.Key]));
        await UntilAsync(() => ProbeApps.Counted[probe] >= sent + Meters);
        await stop.CancelAsync();
        await running;

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"apps: {Entities} entities, {Meters} counters, {sent} changes in {length.TotalSeconds:0} s and {Meters} at the end; "
            + $"heard {ProbeApps.Counted[probe]}, dropped {client.Dropped}, said of drops {heard.Drops.Count()}; "
            + $"{share:P2} of one core with Home Assistant, {most >> 20} MB"));
        Assert.Equal(sent + Meters, ProbeApps.Counted[probe]);
        Assert.Equal(0, client.Dropped);
        Assert.Empty(heard.Drops);
        Assert.DoesNotContain(heard.All, one => one.Level >= LogLevel.Error);
    }

    private static void Show(HomePeer peer, int id, long steps) => peer.States.Set(
        Entity(id),
        (1000 + (steps * 0.01m)).ToString(CultureInfo.InvariantCulture),
        new() { ["unit_of_measurement"] = "kWh", ["state_class"] = "total_increasing", ["friendly_name"] = Entity(id) });

    /// <summary>How far each counter is, in hundredths of a kWh, as the apps keep it.</summary>
    private static Dictionary<int, long> Kept(Folder folder)
    {
        Dictionary<int, long> all = [];
        foreach (var one in Folders)
        {
            foreach (var (key, state) in MeterStates.Load(Path.Combine(folder.Path, "apps", one, "state.json")).States)
            {
                if (state.Main.Counter.Last is { } last)
                    all[int.Parse(key[6..14], CultureInfo.InvariantCulture)] = (last.Total.MicroKilowattHours - 1_000_000_000) / 10_000;
            }
        }

        return all;
    }

    private static IConfiguration Settings(PlatformConfig config, string probe)
    {
        List<KeyValuePair<string, string?>> all =
        [
            new("Cer.Apps.PlatformConfig:Url", config.Url),
            new("Cer.Apps.PlatformConfig:Username", config.Username),
            new("Cer.Apps.PlatformConfig:PasswordFile", config.PasswordFile),
            new("Cer.Apps.PlatformConfig:Folder", config.Folder),
            new($"{typeof(ProbeApps.ProbeConfig).FullName}:Name", probe),
        ];
        (string List, string Counter)[] lists =
        [
            ("Cer.Apps.InverterConfig:Plants", "Counter"), ("Cer.Apps.StreetLightingConfig:Cabinets", "Counter"),
            ("Cer.Apps.BuildingsConfig:Buildings", "Withdrawn"), ("Cer.Apps.Chain2Config:Meters", "Withdrawn"),
        ];
        for (var id = 0; id < Meters; id++)
        {
            var (list, counter) = lists[id % lists.Length];
            var place = string.Create(CultureInfo.InvariantCulture, $"{list}:{id / lists.Length}:");
            all.Add(new(place + "Name", $"Meter {id}"));
            all.Add(new(place + "Pod", Pod(id)));
            all.Add(new(place + counter, Entity(id)));
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }

    private static string Pod(int id) => string.Create(CultureInfo.InvariantCulture, $"IT999E{id:00000000}");

    private static string Entity(int id) => string.Create(CultureInfo.InvariantCulture, $"sensor.meter_{id}_energy");

    private static async Task UntilAsync(Func<bool> isSo, Func<string>? found = null)
    {
        for (var left = 2400; !isSo(); left--)
        {
            Assert.True(left > 0, $"Found {found?.Invoke() ?? "no end"}, expected what the test waits for within two minutes.");
            await Task.Delay(50, Cancellation);
        }
    }
}
