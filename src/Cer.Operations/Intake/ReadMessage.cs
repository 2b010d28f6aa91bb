using Cer.Exchange.UrbanDatasets;
using NodaTime;
using Collaboration = Cer.Exchange.UrbanDatasets.ResourceId;

namespace Cer.Operations.Intake;

/// <summary>A message read as far as it goes by itself: open, or refused before anything known was asked.</summary>
internal sealed record ReadMessage
{
    public string? ResourceId { get; private init; }

    public UrbanDatasetMessage? Message { get; private init; }

    /// <summary>The lines, waiting to be judged; null when the message is refused.</summary>
    public OpenMessage? Open { get; private init; }

    public string? Refusal { get; private init; }

    /// <summary>The refusal is about the sender's rights, not about what was sent.</summary>
    public bool IsForeign { get; private init; }

    public static ReadMessage Of(IncomingMessage incoming, Instant now)
    {
        var read = Opened(incoming, now);
        if (incoming.Sender is { IsBound: true } sender
            && read.Open?.NamedDevices.FirstOrDefault(device => !sender.Devices.Contains(device, StringComparer.Ordinal)) is { } other)
        {
            return read with
            {
                Open = null,
                Refusal = $"UserDeviceID: found {Shown(other)}, expected a device that the account is bound to",
                IsForeign = true,
            };
        }

        if (incoming.Devices is not { } devices) return read;
        return read.Open?.NamedDevices.FirstOrDefault(device => !devices.Contains(device)) is { } stranger
            ? read with
            {
                Open = null,
                Refusal = $"UserDeviceID: found {Shown(stranger)}, expected a device of the topic it came on",
                IsForeign = true,
            }
            : read;
    }

    private static ReadMessage Opened(IncomingMessage incoming, Instant now)
    {
        if (incoming.Opened is { } already) return new() { Open = already };
        // A file may be a bare dataset or a kept push; whoever imports it answers for it, so no right is asked.
        var isPush = incoming.Sender is not null
            || (incoming.Source == IntakeSource.File && PushRequestReader.IsPush(incoming.Raw.Span));
        if (!isPush) return new ReadMessage().Opened(UrbanDatasetReader.Read(incoming.Raw.Span), null, now);

        var push = PushRequestReader.Read(incoming.Raw.Span);
        var read = new ReadMessage { ResourceId = push.ResourceId };
        if (push.ResourceId is null) return read.Opened(push.Dataset, null, now);
        if (!Collaboration.TryParse(push.ResourceId, out var resource))
            return read with { Refusal = $"resource_id: found one of another form, expected {Collaboration.Form}" };
        return incoming.Sender is not { } sender || sender.MayUse(resource)
            ? read.Opened(push.Dataset, resource, now)
            : read with
            {
                Refusal = "resource_id: found one of another collaboration, expected one of this account",
                IsForeign = true,
            };
    }

    // What stands in for a device may be anything: no more of it than tells it apart goes into the reason.
    private static string Shown(string device) => device.Length <= 40 && device.All(c => c is > ' ' and < '\x7f')
        ? $"'{device}'"
        : $"one of {device.Length} characters";

    private ReadMessage Opened(UrbanDatasetOutcome dataset, Collaboration? resource, Instant now)
    {
        if (dataset is not UrbanDatasetOutcome.Read { Message: var message })
            return this with { Refusal = ((UrbanDatasetOutcome.Refused)dataset).Reason };
        var read = this with { Message = message };
        if (resource?.Disagreement(message) is { } disagreement) return read with { Refusal = disagreement };
        return OpenMessage.TryOpen(message, now, out var open, out var refusal)
            ? read with { Open = open }
            : read with { Refusal = refusal };
    }
}
