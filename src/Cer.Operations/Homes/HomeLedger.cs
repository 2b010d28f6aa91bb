using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Adds up what series grew by, hour by hour; a plant has several units.</summary>
internal sealed class HomeLedger(string slug)
{
    private readonly Dictionary<string, HomeHours> _series = new(StringComparer.Ordinal);

    public IReadOnlyList<HomeHours> Series => [.. _series.Values.OrderBy(one => one.Series.Id, StringComparer.Ordinal)];

    public void Add(string what, string name, MarketHour hour, decimal change, bool isMoney = false)
    {
        if (!_series.TryGetValue(what, out var hours))
            _series[what] = hours = new(new(HomeSeries.IdOf(slug, what), name, isMoney), new SortedDictionary<Instant, decimal>());
        hours.Changes[hour.Start] = hours.Changes.GetValueOrDefault(hour.Start) + change;
    }
}
