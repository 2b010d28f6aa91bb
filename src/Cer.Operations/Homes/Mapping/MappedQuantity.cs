namespace Cer.Operations.Homes.Mapping;

/// <summary>Which energy of a point a counter counts.</summary>
public enum MappedQuantity
{
    Withdrawn,
    Injected,
    Produced,
}
