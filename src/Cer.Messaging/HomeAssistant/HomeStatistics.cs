using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Long-term statistics: imports external series, and reads all.</summary>
/// <remarks>
/// Measured: hourly only, from the top of the hour, with an offset; the same hours again overwrite; a future hour is taken
/// without complaint, so it is refused here. The description of a series has other words from 2025.11, and each side refuses
/// the other's.
/// </remarks>
public sealed class HomeStatistics
{
    /// <summary>Hours in one message: what goes through the Supervisor has a longest.</summary>
    private const int MostHours = 2000;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly HomeClient _client;
    private readonly TimeProvider _time;

    internal HomeStatistics(HomeClient client, TimeProvider time) => (_client, _time) = (client, time);

    /// <summary>
    /// Imports hours; those that are there already are overwritten. It only queues: read back what came of it.
    /// </summary>
    /// <exception cref="ArgumentException">An hour does not begin at the top, or is not over yet.</exception>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task ImportAsync(
        HomeStatisticSeries series, IReadOnlyList<HomeStatisticHour> hours, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
        foreach (var hour in hours) Check(hour, now);
        await _client.ReadyAsync(cancellation);
        foreach (var some in hours.Chunk(MostHours))
        {
            await _client.AskAsync(
                "recorder/import_statistics",
                new() { ["metadata"] = Describe(series, _client.Version), ["stats"] = new JsonArray([.. some.Select(Row)]) },
                cancellation);
        }
    }

    /// <summary>Imports hours, and waits until they are read back as they were sent.</summary>
    /// <returns>The hours that are not there, or with another sum, when the patience is over: none, when all is well.</returns>
    /// <exception cref="ArgumentException">An hour does not begin at the top, or is not over yet.</exception>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<IReadOnlyList<HomeStatisticHour>> ImportAndReadBackAsync(
        HomeStatisticSeries series, IReadOnlyList<HomeStatisticHour> hours, TimeSpan patience, CancellationToken cancellation)
    {
        await ImportAsync(series, hours, cancellation);
        var begun = _time.GetTimestamp();
        while (true)
        {
            var missing = await MissingAsync(series, hours, cancellation);
            if (missing.Count == 0 || _time.GetElapsedTime(begun) >= patience) return missing;
            await Task.Delay(Between, _time, cancellation);
        }
    }

    /// <summary>The rows of some series, in the units given by unit class (such as energy in kWh).</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<HomeStatisticRow>>> ReadAsync(
        IReadOnlyCollection<string> ids, Instant from, Instant to, HomePeriod period,
        IReadOnlyDictionary<string, string>? units, CancellationToken cancellation)
    {
        var question = new JsonObject
        {
            ["start_time"] = InstantPattern.ExtendedIso.Format(from),
            ["end_time"] = InstantPattern.ExtendedIso.Format(to),
            ["statistic_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]),
            ["period"] = Word(period),
            ["types"] = new JsonArray("change", "mean", "state", "sum"),
        };
        if (units is not null)
            question["units"] = new JsonObject(units.Select(unit => KeyValuePair.Create(unit.Key, (JsonNode?)unit.Value)));
        var answer = await _client.AskAsync("recorder/statistics_during_period", question, cancellation);
        return HomeJson.Members(answer).ToDictionary(
            one => one.Name,
            one => (IReadOnlyList<HomeStatisticRow>)
                [.. HomeJson.Items(one.Value).Select(HomeStatisticRow.Read).OfType<HomeStatisticRow>()]);
    }

    /// <summary>All series that Core keeps.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<IReadOnlyList<HomeStatisticId>> ListAsync(CancellationToken cancellation)
    {
        var answer = await _client.AskAsync("recorder/list_statistic_ids", null, cancellation);
        return [.. HomeJson.Items(answer).Select(HomeStatisticId.Read).OfType<HomeStatisticId>()];
    }

    /// <summary>Removes whole series.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task ClearAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) => _client.AskAsync(
        "recorder/clear_statistics", new() { ["statistic_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) }, cancellation);

    private async Task<IReadOnlyList<HomeStatisticHour>> MissingAsync(
        HomeStatisticSeries series, IReadOnlyList<HomeStatisticHour> hours, CancellationToken cancellation)
    {
        if (hours.Count == 0) return [];
        var units = series.UnitClass is { } kind ? new Dictionary<string, string> { [kind] = series.Unit } : null;
        var (from, to) = (hours.Min(hour => hour.Start), hours.Max(hour => hour.Start) + Duration.FromHours(1));
        var rows = await ReadAsync([series.Id], from, to, HomePeriod.Hour, units, cancellation);
        var there = rows.GetValueOrDefault(series.Id, []).ToDictionary(row => row.Start, row => row.Sum);

        // Core keeps numbers of 53 bits, and tells what it kept.
        return [.. hours.Where(hour => there.GetValueOrDefault(hour.Start) is not { } sum
            || Math.Abs(sum - hour.Sum) > 1e-12m * Math.Max(1, Math.Abs(hour.Sum)))];
    }

    private static JsonObject Describe(HomeStatisticSeries series, HomeVersion version)
    {
        var description = new JsonObject
        {
            ["statistic_id"] = series.Id,
            ["source"] = series.Source,
            ["name"] = series.Name,
            ["unit_of_measurement"] = series.Unit,
            ["has_sum"] = true,
        };
        if (version >= HomeVersion.MeanType)
        {
            description["mean_type"] = 0;
            description["unit_class"] = series.UnitClass;
        }
        else
        {
            description["has_mean"] = false;
        }

        return description;
    }

    private static JsonObject Row(HomeStatisticHour hour)
    {
        var row = new JsonObject { ["start"] = InstantPattern.General.Format(hour.Start), ["sum"] = hour.Sum };
        if (hour.State is { } state) row["state"] = state;
        return row;
    }

    private static void Check(HomeStatisticHour hour, Instant now)
    {
        if (hour.Start.ToUnixTimeTicks() % NodaConstants.TicksPerHour != 0)
            throw new ArgumentException($"Found an hour that begins at {hour.Start}, expected the top of an hour.");
        if (hour.Start + Duration.FromHours(1) > now)
            throw new ArgumentException($"Found an hour that begins at {hour.Start}, expected one that is over.");
    }

    private static string Word(HomePeriod period) => period switch
    {
        HomePeriod.FiveMinutes => "5minute",
        HomePeriod.Hour => "hour",
        HomePeriod.Day => "day",
        HomePeriod.Week => "week",
        _ => "month",
    };
}
