namespace Cer.Operations.Ports;

/// <summary>An account of the broker: it may publish on its own topic, for its own devices.</summary>
/// <param name="Community">Code of the community.</param>
/// <param name="Name">The device or the bridge; a level of the topic.</param>
/// <param name="Hash">The password as the broker keeps it.</param>
/// <param name="Devices">The devices it speaks for.</param>
public sealed record MqttAccount(string Community, string Name, string Hash, IReadOnlyList<string> Devices)
{
    /// <summary>What the account logs in with; no community's code holds a dot.</summary>
    public string Username => $"{Community}.{Name}";

    public string Topic => DeviceTopic.Of(Community, Name);
}
