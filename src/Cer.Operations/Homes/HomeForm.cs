namespace Cer.Operations.Homes;

/// <summary>How entities are announced.</summary>
public enum HomeForm
{
    /// <summary>All entities of a device in one message: Home Assistant 2024.11 and later.</summary>
    Device,

    /// <summary>A message for each entity: every version.</summary>
    Component,
}
