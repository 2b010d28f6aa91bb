namespace Cer.Exchange.Sheets;

/// <summary>What a cell of a spreadsheet is.</summary>
public enum TableCellKind
{
    Text,

    Number,

    /// <summary>A number that is shown as a date.</summary>
    Day,

    /// <summary>A formula that came to nothing, such as #N/A.</summary>
    Error,
}
