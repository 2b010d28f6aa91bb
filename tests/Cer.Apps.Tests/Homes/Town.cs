using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Apps.Tests;

/// <summary>A house, a platform and a folder in which one collector runs after the other.</summary>
internal sealed record Town(Folder Folder, Platform Platform, House House) : IAsyncDisposable
{
    private readonly Dictionary<string, decimal> _shown = [];
    private Collector? _collector;
    private bool _isReading;

    public string StatePath => Path.Combine(Folder.Path, "apps", "meters", "state.json");

    public static async Task<Town> StartAsync(string begin) =>
        new(new Folder(), await Platform.StartAsync(), new House(Times.Clock(begin)));

    /// <summary>Ends the collector that ran before, and begins with another.</summary>
    public async Task CollectAsync(ILogger? log, params Meter[] meters)
    {
        await EndAsync();
        var collector = new Collector(
            House,
            House.Clock,
            new HistoryReader(House, House),
            log ?? NullLogger.Instance,
            "meters",
            meters,
            Platform.Config(Folder),
            core: new CoreState(House))
        {
            FirstWait = TimeSpan.FromMilliseconds(20),
        };
        await collector.StartAsync(default);
        _collector = collector;
        _isReading = meters.Length > 0;
        await DoneAsync();
    }

    public async Task EndAsync()
    {
        if (_collector is { } before) await before.DisposeAsync();
        (_collector, _isReading) = (null, false);
    }

    public Task DoneAsync() => _isReading ? _collector!.DoneAsync() : Task.CompletedTask;

    /// <summary>What a counter shows first; from then on it rises by a tenth of a kWh each minute.</summary>
    public void Begin(string entity, decimal kwh) => House.Show(entity, _shown[entity] = kwh);

    public async Task MinutesAsync(int minutes)
    {
        for (var minute = 1; minute <= minutes; minute++)
        {
            House.To(House.Now + Duration.FromMinutes(1));
            foreach (var entity in _shown.Keys) House.Show(entity, _shown[entity] += 0.1m);
            await DoneAsync();
        }
    }

    /// <summary>The quarters that were told, by their start.</summary>
    public IEnumerable<string> Starts(string pod) => Platform.Rows.Keys
        .Where(row => row.Pod == pod).Select(row => row.Start[11..16]).Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Platform.DisposeAsync();
        House.Dispose();
        Folder.Dispose();
    }
}
