namespace Cer.Operations.Homes.Mapping;

/// <summary>What a person did with a mapping.</summary>
public enum MappingAct
{
    Confirmed,

    /// <summary>Took the one before again.</summary>
    Undone,
}
