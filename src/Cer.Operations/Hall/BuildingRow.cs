namespace Cer.Operations.Hall;

/// <summary>A point of the municipality with what its hours say.</summary>
/// <param name="Point">The point.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Light">Of street lights, beside the sun; null of other places.</param>
/// <param name="Quality">How good its days are; null when nobody looked at them yet.</param>
public sealed record BuildingRow(MunicipalPoint Point, BuildingFigures Figures, LightFigures? Light, PointQuality? Quality);
