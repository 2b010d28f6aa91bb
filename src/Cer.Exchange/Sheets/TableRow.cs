namespace Cer.Exchange.Sheets;

/// <summary>A row of a spreadsheet that has something in it.</summary>
/// <param name="Line">Its number as people see it, from 1.</param>
/// <param name="Cells">Its cells by column, from 0; none that is empty.</param>
public sealed record TableRow(int Line, IReadOnlyDictionary<int, TableCell> Cells);
