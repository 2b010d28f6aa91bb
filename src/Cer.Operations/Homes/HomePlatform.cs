namespace Cer.Operations.Homes;

/// <summary>What kind of entity it is.</summary>
public enum HomePlatform
{
    Sensor,

    /// <summary>On or off; on means that something is wrong.</summary>
    BinarySensor,

    /// <summary>Something that a person may ask for.</summary>
    Button,
}
