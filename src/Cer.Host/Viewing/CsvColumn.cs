namespace Cer.Host.Viewing;

/// <summary>A column of a table for spreadsheets: its heading with the unit, and its value of a row.</summary>
internal sealed record CsvColumn<T>(string Heading, Func<T, object?> Value);
