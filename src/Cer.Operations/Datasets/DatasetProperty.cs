namespace Cer.Operations.Datasets;

/// <summary>A property that a dataset defines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Of its values: string, double, dateTime.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="Codes">Address of the list that its values are of; null for any value.</param>
internal sealed record DatasetProperty(string Name, string Type, string Unit = DatasetParts.None, string? Codes = null);
