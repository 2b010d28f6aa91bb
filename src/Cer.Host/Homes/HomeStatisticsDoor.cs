using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using NodaTime;

namespace Cer.Host.Homes;

/// <summary>Long-term statistics through the interface of Home Assistant.</summary>
internal sealed class HomeStatisticsDoor(HomeClient client) : IHomeStatistics
{
    // A month of hours of so many series is below what its door takes in one message.
    private const int MostSeries = 10;

    private static readonly Dictionary<string, string> Units = new() { ["energy"] = "kWh" };

    public Task SendAsync(HomeSeries series, IReadOnlyList<HomeSumHour> hours, CancellationToken cancellation) =>
        client.Statistics.ImportAsync(
            new(series.Id, series.Name, series.Unit, series.IsMoney ? null : "energy"),
            [.. hours.Select(hour => new HomeStatisticHour(hour.Start, hour.Sum, hour.Change))],
            cancellation);

    public Task ClearAsync(IReadOnlyCollection<string> series, CancellationToken cancellation) =>
        client.Statistics.ClearAsync(series, cancellation);

    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<Instant, decimal>>> ReadAsync(
        IReadOnlyCollection<string> series, Interval span, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IReadOnlyDictionary<Instant, decimal>>(StringComparer.Ordinal);
        foreach (var some in series.Chunk(MostSeries))
        {
            var rows = await client.Statistics.ReadAsync(some, span.Start, span.End, HomePeriod.Hour, Units, cancellation);
            foreach (var (id, hours) in rows)
            {
                found[id] = hours.Where(hour => hour.Sum is not null && span.Contains(hour.Start))
                    .DistinctBy(hour => hour.Start).ToDictionary(hour => hour.Start, hour => hour.Sum!.Value);
            }
        }

        return found;
    }
}
