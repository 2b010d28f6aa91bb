namespace Cer.Exchange.Sheets;

/// <summary>Why a file is not read as a table.</summary>
public enum TableRefusal
{
    /// <summary>It is none of a spreadsheet at all.</summary>
    Other,

    /// <summary>It is one of Excel as it was until 2003 (XLS).</summary>
    Old,

    /// <summary>It takes a password.</summary>
    Locked,

    /// <summary>It is cut off, or damaged.</summary>
    Damaged,

    /// <summary>It holds more than a table that somebody types.</summary>
    Large,
}
