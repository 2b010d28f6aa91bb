namespace Cer.Operations.Ports;

/// <summary>Who may publish over MQTT.</summary>
public interface IMqttAccountStore
{
    /// <summary>The accounts that may log in, by community and name, with the devices they speak for.</summary>
    Task<IReadOnlyList<MqttAccount>> ListAsync(CancellationToken cancellation);

    /// <summary>The devices that speak through an account of another name, by that name.</summary>
    Task<ILookup<string, string>> BridgedAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Lets a device speak through an account, which is made or gets the hash when one is given.</summary>
    /// <exception cref="InvalidOperationException">No hash is given, and there is no such account.</exception>
    Task GrantAsync(
        CommunityId community,
        string device,
        string account,
        string? hash,
        string who,
        CancellationToken cancellation);

    /// <summary>Puts down in the log of acts what was done with a device, and why.</summary>
    Task NoteAsync(
        CommunityId community, string device, string what, string reason, string who, CancellationToken cancellation);

    /// <summary>Takes an account or a device its right away; false when neither has any.</summary>
    Task<bool> RetireAsync(CommunityId community, string name, string who, CancellationToken cancellation);
}
