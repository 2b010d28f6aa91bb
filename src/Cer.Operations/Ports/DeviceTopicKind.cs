namespace Cer.Operations.Ports;

/// <summary>What comes on a topic of a device.</summary>
public enum DeviceTopicKind
{
    UrbanDataset,

    /// <summary>The status of a component of a Shelly, which tells no time.</summary>
    ShellyStatus,

    /// <summary>A notification of a Shelly, with the device's time.</summary>
    ShellyNotification,

    /// <summary>The bare content of a Chain 2 frame, passed on by a bridge.</summary>
    Chain2Payload,
}
