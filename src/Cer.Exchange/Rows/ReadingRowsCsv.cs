using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Contract;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.Rows;

/// <summary>Reads <c>readings.csv</c> of the contract row by row, for a store that knows the points.</summary>
public static class ReadingRowsCsv
{
    public static ReadingRows Read(Stream stream, string file, CancellationToken cancellation)
    {
        var faults = new FaultList();
        List<ReadingRow> rows = [];
        foreach (var row in Enumerate(stream, file, faults, cancellation))
        {
            if (rows.Count == ReadingRows.Most)
            {
                faults.Add(file, row.Row, "row", "one row more", $"at most {ReadingRows.Most} rows");
                break;
            }

            rows.Add(row);
        }

        return new(rows, faults);
    }

    /// <summary>Reads the rows one by one; a row that is not well-formed becomes a fault.</summary>
    public static IEnumerable<ReadingRow> Enumerate(
        Stream stream, string file, FaultList faults, CancellationToken cancellation)
    {
        if (CsvTable.Open(file, stream, ReadingsFile.Columns, faults) is not { } table) yield break;
        while (table.Read())
        {
            if ((table.Line & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (Row(table) is { } row) yield return row;
        }
    }

    private static ReadingRow? Row(CsvTable table)
    {
        var formed = Pod.TryParse(Text(table, 0), CultureInfo.InvariantCulture, out var pod);
        // The code found is not repeated: it may be a person's.
        if (!formed) table.Fault("pod", "no POD", Pod.Form);
        var minutes = table.Value(3).SequenceEqual("15"u8) ? 15 : table.Value(3).SequenceEqual("60"u8) ? 60 : 0;
        if (minutes == 0) formed = Refuse(table, 3, "15 or 60");
        if (!CsvValues.TryTime(table.Value(2), out var start)) formed = Refuse(table, 2, CsvValues.TimeForm);
        else if (start % (minutes == 60 ? 3600 : 900) != 0) formed = Refuse(table, 2, CsvValues.QuarterForm);
        var injected = CsvValues.Energy(table.Value(4));
        if (injected < -1) formed = Refuse(table, 4, CsvValues.EnergyForm);
        var withdrawn = CsvValues.Energy(table.Value(5));
        if (withdrawn < -1) formed = Refuse(table, 5, CsvValues.EnergyForm);
        if (!CodeLists.Qualities.TryParse(Text(table, 6), out var quality))
            formed = Refuse(table, 6, ReadingsFile.Qualities);
        if (!formed) return null;
        return new(table.Line, new()
        {
            Pod = pod,
            Unit = table.Value(1).IsEmpty ? null : Text(table, 1),
            Start = Instant.FromUnixTimeSeconds(start),
            Minutes = minutes,
            Injected = Energy(injected),
            Withdrawn = Energy(withdrawn),
            Quality = quality,
        });
    }

    private static Energy? Energy(long micro) => micro < 0 ? null : Domain.Energy.FromMicroKilowattHours(micro);

    private static string Text(CsvTable table, int column) => Encoding.UTF8.GetString(table.Value(column));

    private static bool Refuse(CsvTable table, int column, string expected)
    {
        table.Fault(column, expected);
        return false;
    }
}
