namespace Cer.Host.Devices;

/// <summary>What a device needs to publish; the password only when it is new.</summary>
/// <param name="Username">What it logs in with.</param>
/// <param name="Password">The password, this once.</param>
/// <param name="Topic">Where it publishes.</param>
/// <param name="ToDo">What is left for somebody to do at the broker; null when nothing is.</param>
internal sealed record GrantedAccount(string Username, string? Password, string Topic, string? ToDo)
{
    /// <summary>Whether its readings wait until the holder of its point consents.</summary>
    public bool NeedsConsent { get; init; }

    /// <summary>Which of the things to do it is, for a page to say in its language.</summary>
    public string? ToDoKind => ToDo is null ? null : ToDo == DeviceDesk.NoBroker ? "no_broker" : "own_broker";
}
