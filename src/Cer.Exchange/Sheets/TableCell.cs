using NodaTime;

namespace Cer.Exchange.Sheets;

/// <summary>A cell of a table that people typed.</summary>
/// <param name="Text">What it says; a number without its binary tail.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Day">The day that it shows, or would show as a date; null where it is none.</param>
public sealed record TableCell(string Text, TableCellKind Kind, LocalDate? Day = null);
