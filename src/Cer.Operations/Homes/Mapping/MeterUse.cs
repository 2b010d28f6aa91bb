namespace Cer.Operations.Homes.Mapping;

/// <summary>What a meter is for: it decides which of the collectors reads it.</summary>
public enum MeterUse
{
    /// <summary>A plant: what its generator makes.</summary>
    Plant,

    /// <summary>A building of the municipality.</summary>
    Building,

    /// <summary>Street lighting.</summary>
    Lighting,

    /// <summary>Any other point.</summary>
    Point,
}
