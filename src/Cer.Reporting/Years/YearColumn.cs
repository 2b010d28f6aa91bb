namespace Cer.Reporting.Years;

/// <summary>A column of a year's table.</summary>
/// <param name="Heading">With the unit where it has one.</param>
/// <param name="Decimals">Of its figures; null where it holds texts.</param>
public sealed record YearColumn(string Heading, int? Decimals);
