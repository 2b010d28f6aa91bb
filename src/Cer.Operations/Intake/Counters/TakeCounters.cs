using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Domain.Metering.Counters;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Intake.Counters;

/// <summary>Takes in what the counters of a clamp show: quarters become readings where no meter told them.</summary>
/// <remarks>
/// What a counter showed is kept after the reading that it completes is stored: a program that ends between the two makes the
/// same reading again, and that changes nothing. Of two programs that count one counter, the second reads anew.
/// </remarks>
public sealed class TakeCounters(
    ICommunityStore communities, TakeReadings take, IIntakeStore intake, ICounterStore counters, TimeProvider time)
{
    private const int MostTries = 20;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <returns>What became of it; null when it completed no quarter, and nothing was wrong.</returns>
    public async Task<IntakeAnswer?> RunAsync(CounterDelivery delivery, CancellationToken cancellation)
    {
        var registry = await communities.RegistryAsync(delivery.Community, cancellation);
        if (registry.Devices.GetValueOrDefault(delivery.Device) is not { RetiredAt: null } device)
        {
            return await RefuseAsync(
                delivery, "found a device that is not registered, or retired, expected one of the community in service", cancellation);
        }


        if (delivery.At > Now + UrbanDatasetLimits.ClockTolerance || delivery.At < UrbanDatasetLimits.Oldest)
            return await RefuseAsync(delivery, "ts: found a time that cannot be, expected one past", cancellation);
        for (var tries = 1; ; tries++)
        {
            var (state, version) = await counters.LoadAsync(
                delivery.Community, delivery.Device, delivery.Component, cancellation);
            var forward = Follow(state.Forward, delivery.Forward, delivery.At);
            var backward = Follow(state.Backward, delivery.Backward, delivery.At);
            var next = new CounterPair(forward.State, backward.State);
            if (next == state) return null;
            var answer = await StoreAsync(delivery, device, forward, backward, cancellation);
            if (await counters.SaveAsync(
                delivery.Community, delivery.Device, delivery.Component, next, version, Now, cancellation)) return answer;
            if (tries == MostTries) throw new TimeoutException("Found a counter that others changed each time, expected a turn.");
        }
    }

    private static CounterStep Follow(CounterState state, Energy? total, Instant at) =>
        total is { } shown ? CounterQuarters.Follow(state, new(at, shown)) : new(state, null, []);

    private async Task<IntakeAnswer?> StoreAsync(
        CounterDelivery delivery, Device device, CounterStep forward, CounterStep backward, CancellationToken cancellation)
    {
        string[] warnings =
        [
            .. forward.Gaps.Select(gap => Words("with the clamp's arrow", gap)),
            .. backward.Gaps.Select(gap => Words("against the clamp's arrow", gap)),
        ];
        Reading[] readings = [.. Readings(delivery, device, forward.Quarter, backward.Quarter)];
        if (readings.Length > 0)
        {
            return await take.RunAsync(
                new()
                {
                    Community = delivery.Community,
                    Source = delivery.Source,
                    Raw = delivery.Raw,
                    Devices = new HashSet<string>(StringComparer.Ordinal) { delivery.Device },
                    Origin = delivery.Device,
                    Opened = FillingLines.Of(
                        delivery.Device, readings.Select((reading, i) => (reading, (IReadOnlyList<string>)(i == 0 ? warnings : [])))),
                },
                cancellation);
        }

        if (warnings.Length == 0) return null;
        return new IntakeAnswer.Taken(
            [], await intake.StoreAsync(Record(delivery) with { Warnings = warnings }, cancellation));
    }

    private static IEnumerable<Reading> Readings(
        CounterDelivery delivery, Device device, CounterQuarter? forward, CounterQuarter? backward)
    {
        var meter = delivery.Rule?.Meter ?? device.Meter;
        if (delivery.Rule is { IsReversed: true }) (forward, backward) = (backward, forward);
        // A generator gives; what it draws at night is no production.
        if (meter == MeterRole.Production) backward = null;
        return new[] { forward, backward }.OfType<CounterQuarter>().Select(quarter => quarter.Start).Distinct().Select(start =>
        {
            var (with, against) = (Of(forward, start), Of(backward, start));
            var reading = new Reading
            {
                Pod = device.Pod,
                Meter = meter,
                Start = start,
                Minutes = 15,
                Quality = with is { IsEstimated: true } || against is { IsEstimated: true } ? Quality.Estimated : Quality.Measured,
            };
            return meter == MeterRole.Production
                ? reading with { Produced = with?.Amount }
                : reading with { Withdrawn = with?.Amount, Injected = against?.Amount };
        });

        static CounterQuarter? Of(CounterQuarter? quarter, Instant start) => quarter?.Start == start ? quarter : null;
    }

    private static string Words(string direction, CounterGap gap)
    {
        var span = $"{InstantPattern.General.Format(gap.From)} to {InstantPattern.General.Format(gap.To)}";
        return gap.Amount is { } amount
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{direction}: found {amount.KilowattHours:0.000###} kWh from {span}, expected a sample at each quarter: "
                + $"the sum is known, its split is not, and nothing is put in its place")
            : $"{direction}: found a counter that began anew, {span}, expected one that goes on: nothing is counted across";
    }

    private async Task<IntakeAnswer> RefuseAsync(CounterDelivery delivery, string reason, CancellationToken cancellation)
    {
        await intake.StoreAsync(Record(delivery) with { Refusal = reason }, cancellation);
        return new IntakeAnswer.Refused(reason);
    }

    private IntakeRecord Record(CounterDelivery delivery) => new()
    {
        Community = delivery.Community,
        Source = delivery.Source,
        Device = delivery.Device,
        Raw = delivery.Raw,
        ReceivedAt = Now,
    };
}
