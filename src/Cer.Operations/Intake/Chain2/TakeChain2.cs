using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Chain2;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake.Chain2;

/// <summary>Takes in what a Chain 2 device sends: quarters become readings, the rest is recorded or raises an alert.</summary>
/// <remarks>
/// Readings go the way of every other message. Bytes of days, months, contracts and incidents are kept as evidence; steps of
/// power (CF21, CF51) leave only a row of the log: they tell how somebody lives, and no figure of the community needs them.
/// </remarks>
public sealed class TakeChain2(
    ICommunityStore communities, TakeReadings take, IIntakeStore intake, IAlertStore alerts, TimeProvider time)
{
    private const string Doubt =
        "found a meter that told another POD, expected the one that the device is registered with: "
        + "look which is right, and register the device anew if need be";

    private static readonly string[] OverWithAQuarter = [AlertKinds.SupplyInterrupted, AlertKinds.PowerExceeded];

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <returns>What became of it; null when there was nothing to take.</returns>
    public async Task<IntakeAnswer?> RunAsync(Chain2Delivery delivery, CancellationToken cancellation)
    {
        var message = delivery.Type is { } type
            ? Chain2Reader.ReadPayload(delivery.Raw, delivery.Device, type)
            : Chain2Reader.Read(delivery.Raw);
        return message switch
        {
            Chain2Message.Refused refused => await RefuseAsync(delivery, refused.Reason, cancellation),
            Chain2Message.Info info when info.Device != delivery.Device =>
                await RefuseAsync(delivery, $"Chain2Info.Id: {OtherDevice}", cancellation),
            Chain2Message.Frame { Content: var frame } when frame.Device != delivery.Device =>
                await RefuseAsync(delivery, $"Chain2Data.Id: {OtherDevice}", cancellation),
            Chain2Message.Frame { Content: var frame } => await FrameAsync(delivery, frame, cancellation),
            _ => null,
        };
    }

    private const string OtherDevice = "found another device, expected the one that this door is for";

    private Task<IntakeAnswer> FrameAsync(Chain2Delivery delivery, Chain2Frame frame, CancellationToken cancellation) =>
        frame.Type switch
        {
            _ when frame.IsQuarter => QuarterAsync(delivery, frame, cancellation),
            "CF5" or "CF9" or "CF10" => RecordAsync(delivery, isKept: true, cancellation),
            "CF21" or "CF51" => RecordAsync(delivery, isKept: false, cancellation),
            "CF20" => ContractAsync(delivery, frame, cancellation),
            "CF22" => IncidentAsync(delivery, frame, AlertKinds.PowerExceeded, cancellation),
            "CF23" => IncidentAsync(delivery, frame, AlertKinds.SupplyInterrupted, cancellation),
            _ => RefuseAsync(delivery, $"Type: found another kind of frame, expected {Chain2Frame.Known}", cancellation),
        };

    private async Task<IntakeAnswer> QuarterAsync(
        Chain2Delivery delivery, Chain2Frame frame, CancellationToken cancellation)
    {
        if (await DeviceAsync(delivery, cancellation) is not { } device)
            return await RefuseAsync(delivery, NoDevice, cancellation);
        var only = device.Meter == MeterRole.Production ? MeterRole.Production : (MeterRole?)null;
        if (!Chain2Quarters.TryOpen(frame, new(device.Pod, device.Unit, only), Now, out var opened, out var refusal))
            return await RefuseAsync(delivery, refusal, cancellation);
        var doubted = await alerts.LastsAsync(
            delivery.Community, AlertKinds.PointMismatch, delivery.Device, cancellation);
        var answer = await take.RunAsync(
            new()
            {
                Community = delivery.Community,
                Source = delivery.Source,
                Raw = delivery.Raw,
                Devices = new HashSet<string>(StringComparer.Ordinal) { delivery.Device },
                Origin = delivery.Device,
                Opened = opened,
                Doubt = doubted ? Doubt : null,
            },
            cancellation);
        // Who measures again has supply again.
        if (answer is IntakeAnswer.Taken)
        {
            var end = opened.Meters.Values.Max() + Duration.FromMinutes(15);
            await alerts.ResolveAsync(delivery.Community, OverWithAQuarter, delivery.Device, end, Now, cancellation);
        }

        return answer;
    }

    private async Task<IntakeAnswer> ContractAsync(
        Chain2Delivery delivery, Chain2Frame frame, CancellationToken cancellation)
    {
        if (await DeviceAsync(delivery, cancellation) is not { } device)
            return await RefuseAsync(delivery, NoDevice, cancellation);
        if (!Pod.TryParse(frame.Fields.Text("POD"), null, out var told))
        {
            return await RecordAsync(
                delivery, isKept: true, cancellation, "POD: found none, expected the point of the meter: it cannot be compared");
        }

        if (told == device.Pod)
        {
            await alerts.ResolveAsync(
                delivery.Community, [AlertKinds.PointMismatch], delivery.Device, Now + Duration.FromDays(1), Now, cancellation);
            return await RecordAsync(delivery, isKept: true, cancellation);
        }

        if (!await alerts.LastsAsync(delivery.Community, AlertKinds.PointMismatch, delivery.Device, cancellation))
        {
            await alerts.RaiseAsync(
                delivery.Community, AlertKinds.PointMismatch, delivery.Device, Now, Now, cancellation);
        }

        return await RefuseAsync(
            delivery, "POD: found another point, expected the one that the device is registered with", cancellation);
    }

    private async Task<IntakeAnswer> IncidentAsync(
        Chain2Delivery delivery, Chain2Frame frame, string kind, CancellationToken cancellation)
    {
        if (!frame.Fields.TryTime("EventPosixTimestamp", out var at, out var problem))
            return await RefuseAsync(delivery, problem, cancellation);
        if (at > Now + UrbanDatasetLimits.ClockTolerance || at < UrbanDatasetLimits.Oldest)
        {
            return await RefuseAsync(
                delivery, "EventPosixTimestamp: found a time that cannot be, expected one past", cancellation);
        }

        await alerts.RaiseAsync(delivery.Community, kind, delivery.Device, at, Now, cancellation);
        return await RecordAsync(delivery, isKept: true, cancellation);
    }

    private const string NoDevice = "found a device that is not registered, or retired, expected one of the community in service";

    private async Task<Device?> DeviceAsync(Chain2Delivery delivery, CancellationToken cancellation)
    {
        var registry = await communities.RegistryAsync(delivery.Community, cancellation);
        return registry.Devices.GetValueOrDefault(delivery.Device) is { RetiredAt: null } device ? device : null;
    }

    private async Task<IntakeAnswer> RecordAsync(
        Chain2Delivery delivery, bool isKept, CancellationToken cancellation, params string[] warnings)
    {
        var receipt = await intake.StoreAsync(
            Record(delivery) with { IsKept = isKept, Warnings = warnings }, cancellation);
        return new IntakeAnswer.Taken([], receipt);
    }

    private async Task<IntakeAnswer> RefuseAsync(
        Chain2Delivery delivery, string reason, CancellationToken cancellation)
    {
        await intake.StoreAsync(Record(delivery) with { Refusal = reason }, cancellation);
        return new IntakeAnswer.Refused(reason);
    }

    private IntakeRecord Record(Chain2Delivery delivery) => new()
    {
        Community = delivery.Community,
        Source = delivery.Source,
        Device = delivery.Device,
        Raw = delivery.Raw,
        ReceivedAt = Now,
    };
}
