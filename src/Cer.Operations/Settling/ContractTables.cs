using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Csv;

namespace Cer.Operations.Settling;

/// <summary>Writes the input tables of the contract, in one form only, so that equal data have equal hashes.</summary>
internal static class ContractTables
{
    public const string ReadingsHeader = "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality";
    public const string PricesHeader = "zone,start,minutes,eur_per_mwh";

    public static void Write(CsvWriter table, ReadingGrid grid, CleanReading reading)
    {
        table.Text(grid.Pods[reading.Pod])
            .Text(reading.Unit < 0 ? "" : grid.Units[reading.Unit].Id)
            .Quarter(reading.Quarter)
            .Number(reading.Minutes);
        Energy(table, reading.Injected);
        Energy(table, reading.Withdrawn);
        table.Text(CodeLists.Qualities.Word(reading.Quality)).EndRow();
    }

    public static void Write(CsvWriter table, ZonePrice price) => table
        .Text(CodeLists.Zones.Word(price.Zone))
        .Quarter(price.Start.ToUnixTimeSeconds() / 900)
        .Number(price.Minutes)
        .Number(price.EurPerMwh)
        .EndRow();

    private static void Energy(CsvWriter table, long micro)
    {
        if (micro < 0) table.Empty();
        else table.Energy(micro);
    }
}
