using Cer.Apps;
using Cer.Domain.Metering.Counters;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Homes.Mapping;

/// <summary>Tries a meter on the last day that Home Assistant remembers; nothing is stored.</summary>
/// <remarks>The same steps as of the collectors when they catch up, so what it shows is what they would have told.</remarks>
internal sealed class MappingTrial(HomeClient client, TimeProvider time)
{
    private const int Quarters = 96;
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    // A sensor tells of a quarter after its end.
    private static readonly Duration Late = Duration.FromMinutes(2);

    // History is read day by day, and nobody saw the first value of a day: that must not be at an end of a quarter.
    private static readonly Duration Before = Duration.FromMinutes(22);

    /// <exception cref="HomeFault">Home Assistant does not answer.</exception>
    public async Task<TrialView> RunAsync(ConfirmedMeter asked, CancellationToken cancellation)
    {
        var meter = MappingMeters.Of(asked);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var to = Instant.FromUnixTimeSeconds((now - Late).ToUnixTimeSeconds() / 900 * 900);
        var from = to - (Quarter * Quarters);
        List<TrialNow> shown = [];
        foreach (var (role, entity) in new[] { ("counter", meter.Counter), ("fallback", meter.Fallback), ("power", meter.Power) })
            if (entity is not null) shown.Add(await NowAsync(role, entity, cancellation));
        var told = (await ToldAsync(meter, from, now, cancellation))
            .Where(one => one.Start >= from && one.Start < to).DistinctBy(one => one.Start).OrderBy(one => one.Start).ToArray();
        return new(
            shown,
            InstantPattern.General.Format(from),
            InstantPattern.General.Format(to),
            told.Count(one => !one.IsEstimated),
            told.Count(one => one.IsEstimated),
            Quarters - told.Length,
            told.Sum(one => one.Amount.KilowattHours),
            [.. told.Select(one => new TrialQuarter(
                InstantPattern.General.Format(one.Start), one.Amount.KilowattHours, one.IsEstimated ? "estimated" : "measured"))]);
    }

    private async Task<TrialNow> NowAsync(string role, string entity, CancellationToken cancellation)
    {
        var state = await client.Rest.StateAsync(entity, cancellation);
        return new(role, entity, state?.State, state?.Unit, state?.LastUpdated is { } at ? InstantPattern.General.Format(at) : null);
    }

    private async Task<IReadOnlyList<CounterQuarter>> ToldAsync(Meter meter, Instant from, Instant now, CancellationToken cancellation)
    {
        var api = new HomeApi(new AppsLink(client));
        var history = new HistoryReader(api, api);
        List<(PastValue Value, bool IsMain)> values = [];
        foreach (var entity in meter.Entities)
        {
            values.AddRange((await history.ReadAsync(entity, meter.Unit, from - Before, now, cancellation))
                .Select(value => (value, entity == meter.Counter)));
        }

        var light = meter.Quantity == Quantity.Withdrawn
            ? null
            : Daylight.OfAttributes((await client.Rest.StateAsync("sun.sun", cancellation))?.Attributes);
        var state = MeterState.Empty;
        List<CounterQuarter> told = [];
        foreach (var (value, isMain) in values.OrderBy(one => one.Value.Sample.At).ThenBy(one => !one.IsMain))
        {
            var step = isMain
                ? MeterQuarters.TakeMain(state, value.Sample, value.IsHeld, meter.MaxPowerKw, light)
                : MeterQuarters.TakeSecond(state, value.Sample, value.IsHeld, meter.MaxPowerKw, light);
            state = step.State;
            told.AddRange(step.Quarters);
        }

        return told;
    }
}
