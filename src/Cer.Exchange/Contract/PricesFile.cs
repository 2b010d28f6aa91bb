using System.Text;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;

namespace Cer.Exchange.Contract;

/// <summary>Reads <c>prices.csv</c> of the contract.</summary>
public static class PricesFile
{
    public const string Name = "prices.csv";
    internal static readonly string[] Columns = ["zone", "start", "minutes", "eur_per_mwh"];

    public static PriceTable Read(Stream stream, FaultList faults, CancellationToken cancellation)
    {
        var prices = new PriceTable();
        if (CsvTable.Open(Name, stream, Columns, faults) is not { } table) return prices;
        while (table.Read())
        {
            if ((table.Line & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            Take(table, prices);
        }

        return prices;
    }

    private static void Take(CsvTable table, PriceTable prices)
    {
        var known = CodeLists.Zones.TryParse(Encoding.UTF8.GetString(table.Value(0)), out var zone);
        if (!known) table.Fault(0, CodeLists.Zones.Expected);
        var minutes = table.Value(2).SequenceEqual("15"u8) ? 15 : table.Value(2).SequenceEqual("60"u8) ? 60 : 0;
        if (minutes == 0) table.Fault(2, "15 or 60");
        var timed = CsvValues.TryTime(table.Value(1), out var start);
        if (!timed) table.Fault(1, CsvValues.TimeForm);
        var onQuarter = start % (minutes == 60 ? 3600 : 900) == 0;
        if (timed && !onQuarter) table.Fault(1, CsvValues.QuarterForm);
        if (!CsvValues.TryPrice(table.Value(3), out var price)) table.Fault(3, CsvValues.PriceForm);
        if (!known || minutes == 0 || !timed || !onQuarter) return;
        if (!prices.Add(zone, start / 900, minutes, price))
            table.Fault("row", $"a second row of {CodeLists.Zones.Word(zone)} at {Quoted.Text(table.Value(1))}",
                "one row for a zone, start and minutes");
    }
}
