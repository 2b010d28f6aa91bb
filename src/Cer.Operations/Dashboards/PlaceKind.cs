namespace Cer.Operations.Dashboards;

/// <summary>What stands behind a point of the municipality.</summary>
public enum PlaceKind
{
    PublicLighting,
    School,
    PublicBuilding,
    Other,
}
