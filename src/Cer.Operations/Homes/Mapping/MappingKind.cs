namespace Cer.Operations.Homes.Mapping;

/// <summary>What an entity can be to a meter.</summary>
public enum MappingKind
{
    Counter,
    Power,
}
