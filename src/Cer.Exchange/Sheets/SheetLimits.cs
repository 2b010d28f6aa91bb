namespace Cer.Exchange.Sheets;

/// <summary>What a workbook may hold, bounded while it is unpacked: what it says of its own size is not believed.</summary>
/// <param name="Parts">Files inside.</param>
/// <param name="Characters">Characters of one part, unpacked.</param>
/// <param name="Rows">Rows of a sheet, empty ones too.</param>
/// <param name="Columns">Columns that are read; those further right are passed over.</param>
/// <param name="Strings">Texts of the list that cells share.</param>
/// <param name="Text">Characters of one text.</param>
internal sealed record SheetLimits(int Parts, int Characters, int Rows, int Columns, int Strings, int Text)
{
    /// <summary>A year of quarters for every zone.</summary>
    public static readonly SheetLimits Prices = new(200, 64 * 1024 * 1024, 200_000, 100, 200_000, 1000);

    /// <summary>A table that somebody types.</summary>
    public static readonly SheetLimits Table = new(500, 6 * 1024 * 1024, 20_000, 60, 50_000, 1000);
}
