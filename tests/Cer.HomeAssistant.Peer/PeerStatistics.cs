using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Peer;

/// <summary>The long-term statistics of the peer.</summary>
public sealed class PeerStatistics(HomePeer peer)
{
    private readonly SortedDictionary<string, PeerSeries> _series = new(StringComparer.Ordinal);
    private readonly Queue<Action> _queue = new();
    private readonly Lock _gate = new();

    /// <summary>Whether imports wait: Core only queues them, and its recorder may be busy.</summary>
    public bool Holds { get; set; }

    /// <summary>What was imported lies in rows.</summary>
    public void Release()
    {
        lock (_gate)
        {
            Holds = false;
            while (_queue.TryDequeue(out var import)) import();
        }
    }

    /// <summary>A series, as it lies; null when there is none.</summary>
    public PeerSeries? Find(string id)
    {
        lock (_gate) return _series.GetValueOrDefault(id);
    }

    internal void AddTo(PeerCommands commands)
    {
        commands["recorder/import_statistics"] = (socket, id, message) =>
        {
            Import(message);
            socket.Result(id, null);
        };
        commands["recorder/list_statistic_ids"] = (socket, id, _) =>
        {
            var version = HomeVersion.Read(peer.Version);
            lock (_gate) socket.Result(id, new JsonArray([.. _series.Values.Select(one => one.Describe(version))]));
        };
        commands["recorder/get_statistics_metadata"] = commands["recorder/list_statistic_ids"];
        commands["recorder/statistics_during_period"] = (socket, id, message) => socket.Result(id, Read(message));
        commands["recorder/clear_statistics"] = (socket, id, message) =>
        {
            lock (_gate)
            {
                foreach (var one in message.GetProperty("statistic_ids").EnumerateArray()) _series.Remove(one.GetString()!);
            }

            socket.Result(id, null);
        };
        commands["recorder/adjust_sum_statistics"] = (socket, id, message) =>
        {
            lock (_gate)
            {
                var series = _series.GetValueOrDefault(message.GetProperty("statistic_id").GetString()!)
                    ?? throw new PeerRefusal("unknown_statistic_id", "Unknown statistic ID");
                series.Adjust(PeerSeries.Time(message.GetProperty("start_time")), message.GetProperty("adjustment").GetDecimal());
            }

            socket.Result(id, null);
        };
    }

    private void Import(JsonElement message)
    {
        var version = HomeVersion.Read(peer.Version);
        var metadata = message.GetProperty("metadata");
        string[] known = ["has_sum", "name", "source", "statistic_id", "unit_of_measurement"];
        string[] old = version < HomeVersion.MeanType ? ["has_mean"] : [];
        string[] late = version >= new HomeVersion(2026, 11) ? ["mean_type", "unit_class"] : [];
        string[] middle = version >= HomeVersion.MeanType && late.Length == 0 ? ["has_mean", "mean_type", "unit_class"] : [];
        PeerSchema.Check(metadata, "data['metadata']", [.. known, .. old, .. late], middle);
        var stats = message.GetProperty("stats").EnumerateArray().ToArray();
        foreach (var row in stats)
            PeerSchema.Check(row, "data['stats'][0]", ["start"], ["mean", "min", "max", "last_reset", "state", "sum"]);
        var series = PeerSeries.Read(metadata);
        var rows = stats.Select(row => (PeerSeries.Hour(row.GetProperty("start")), row.Clone())).ToArray();
        lock (_gate)
        {
            _queue.Enqueue(() =>
            {
                if (!_series.TryGetValue(series.Id, out var before)) before = _series[series.Id] = series;
                before.Take(rows);
            });
            if (!Holds) Release();
        }
    }

    private JsonObject Read(JsonElement message)
    {
        var from = PeerSeries.Time(message.GetProperty("start_time"));
        var now = peer.Options.Time.GetUtcNow();
        var to = message.TryGetProperty("end_time", out var end) ? PeerSeries.Time(end) : DateTimeOffset.MaxValue;
        var types = message.TryGetProperty("types", out var wanted)
            ? wanted.EnumerateArray().Select(one => one.GetString()!).ToHashSet()
            : ["change", "last_reset", "max", "mean", "min", "state", "sum"];
        var unit = message.TryGetProperty("units", out var units) && units.TryGetProperty("energy", out var energy)
            ? energy.GetString()
            : null;
        var period = message.GetProperty("period").GetString()!;
        var answer = new JsonObject();
        lock (_gate)
        {
            foreach (var name in message.GetProperty("statistic_ids").EnumerateArray().Select(one => one.GetString()!))
            {
                var rows = period == "5minute"
                    ? PeerFiveMinutes.Rows(peer.States, name, from, to < now ? to : now, types, unit)
                    : _series.GetValueOrDefault(name)?.Rows(from, to, period, types, unit);
                if (rows is { Count: > 0 }) answer[name] = rows;
            }
        }

        return answer;
    }
}
