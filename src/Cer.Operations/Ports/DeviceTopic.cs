using System.Diagnostics.CodeAnalysis;

namespace Cer.Operations.Ports;

/// <summary>The topic on which a device, or a bridge of many, publishes: <c>cer/COMMUNITY/du/NAME/urbandataset</c>.</summary>
public sealed record DeviceTopic(string Community, string Name)
{
    /// <summary>The topics of every device of every community.</summary>
    public const string Filter = "cer/+/du/+/urbandataset";

    public static string Of(string community, string name) => $"cer/{community}/du/{name}/urbandataset";

    public static bool TryParse(string topic, [NotNullWhen(true)] out DeviceTopic? parsed)
    {
        parsed = topic.Split('/') is ["cer", { Length: > 0 } community, "du", { Length: > 0 } name, "urbandataset"]
            ? new(community, name)
            : null;
        return parsed is not null;
    }
}
