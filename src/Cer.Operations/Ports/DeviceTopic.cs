using System.Diagnostics.CodeAnalysis;

namespace Cer.Operations.Ports;

/// <summary>A topic on which a device, or a bridge of many, publishes: <c>cer/COMMUNITY/du/NAME/…</c>.</summary>
/// <param name="Community">Code of the community.</param>
/// <param name="Name">The device or the bridge.</param>
/// <param name="Kind">What comes there.</param>
/// <param name="Detail">Of a status the component, of a frame its kind; else empty.</param>
public sealed record DeviceTopic(string Community, string Name, DeviceTopicKind Kind, string Detail)
{
    /// <summary>The topics of UrbanDataset messages, of every device of every community.</summary>
    public const string Filter = "cer/+/du/+/urbandataset";

    private static readonly string[] Tails = ["urbandataset", "status/+", "events/rpc", "online", "chain2/+/payload"];

    /// <summary>The topics of devices that publish in words of their own.</summary>
    public static IReadOnlyList<string> OwnWords { get; } =
        ["cer/+/du/+/status/+", "cer/+/du/+/events/rpc", "cer/+/du/+/chain2/+/payload"];

    public static string Of(string community, string name) => $"{Prefix(community, name)}/urbandataset";

    /// <summary>What stands before every topic of a device: what a Shelly calls its prefix.</summary>
    public static string Prefix(string community, string name) => $"cer/{community}/du/{name}";

    /// <summary>All topics on which a device may publish, as an access list has them.</summary>
    public static IEnumerable<string> AllOf(string community, string name) =>
        Tails.Select(tail => $"{Prefix(community, name)}/{tail}");

    public static bool TryParse(string topic, [NotNullWhen(true)] out DeviceTopic? parsed)
    {
        parsed = topic.Split('/') switch
        {
            ["cer", { Length: > 0 } community, "du", { Length: > 0 } name, .. var tail] => tail switch
            {
                ["urbandataset"] => new(community, name, DeviceTopicKind.UrbanDataset, ""),
                ["status", { Length: > 0 } component] => new(community, name, DeviceTopicKind.ShellyStatus, component),
                ["events", "rpc"] => new(community, name, DeviceTopicKind.ShellyNotification, ""),
                ["chain2", { Length: > 0 and <= 8 } type, "payload"] => new(community, name, DeviceTopicKind.Chain2Payload, type),
                _ => null,
            },
            _ => null,
        };
        return parsed is not null;
    }
}
