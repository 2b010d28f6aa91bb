using System.Text;
using Cer.Domain.Metering;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;

namespace Cer.Exchange.Contract;

/// <summary>Reads <c>readings.csv</c> of the contract into a grid.</summary>
public static class ReadingsFile
{
    public const string Name = "readings.csv";
    internal const string Qualities = "measured|estimated|calculated";
    internal static readonly string[] Columns =
        ["pod", "plant", "start", "minutes", "injected_kwh", "withdrawn_kwh", "quality"];

    /// <summary>Reads every row; without a grid only the form of the rows is checked.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="grid">Receives the readings.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static void Read(Stream stream, ReadingGrid? grid, FaultList faults, CancellationToken cancellation)
    {
        if (CsvTable.Open(Name, stream, Columns, faults) is not { } table) return;
        var rows = new Rows(table, grid);
        while (table.Read())
        {
            if ((table.Line & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            rows.Take();
        }
    }

    private sealed class Rows(CsvTable table, ReadingGrid? grid)
    {
        private readonly Utf8Index _pods = new(grid?.Pods ?? []);
        private readonly Utf8Index _units = new(grid?.Units.Select(unit => unit.Id) ?? []);

        public void Take()
        {
            var placed = true;
            var minutes = table.Value(3).SequenceEqual("15"u8) ? 15 : table.Value(3).SequenceEqual("60"u8) ? 60 : 0;
            if (minutes == 0) placed = Refuse(3, "15 or 60");
            if (!CsvValues.TryTime(table.Value(2), out var start)) placed = Refuse(2, CsvValues.TimeForm);
            else if (start % (minutes == 60 ? 3600 : 900) != 0) placed = Refuse(2, CsvValues.QuarterForm);
            var injected = CsvValues.Energy(table.Value(4));
            if (injected < -1) Refuse(4, CsvValues.EnergyForm);
            var withdrawn = CsvValues.Energy(table.Value(5));
            if (withdrawn < -1) Refuse(5, CsvValues.EnergyForm);
            if (!IsQuality(table.Value(6))) Refuse(6, Qualities);
            if (grid is null) return;

            var pod = _pods.Find(table.Value(0));
            if (pod < 0) placed = Refuse(0, "a POD of community.yaml");
            var unit = -1;
            if (!table.Value(1).IsEmpty && pod >= 0)
            {
                unit = _units.Find(table.Value(1));
                if (unit < 0 || !grid.UnitsOf(pod).Contains(unit)) placed = Refuse(1, "a unit of community.yaml on this POD, or nothing");
            }

            // A row with a wrong value still takes its place, so that a second one of its series and start is found.
            if (placed) Place(grid, pod, unit, start / 900, minutes, injected, withdrawn);
        }

        private static bool IsQuality(ReadOnlySpan<byte> word) =>
            word.SequenceEqual("measured"u8) || word.SequenceEqual("estimated"u8) || word.SequenceEqual("calculated"u8);

        private void Place(ReadingGrid grid, int pod, int unit, long quarter, int minutes, long injected, long withdrawn)
        {
            var units = grid.UnitsOf(pod);
            if (units.Length == 0 && injected > 0)
            {
                table.Fault(4, "0 or nothing on a POD without a production unit");
                return;
            }

            if (units.Length > 1 && unit < 0 && injected >= 0)
            {
                table.Fault(4, "nothing on a row that names none of the POD's units");
                return;
            }

            var onlyUnit = units.Length == 1 ? units[0] : unit;
            switch (grid.Add(pod, onlyUnit, quarter, minutes, injected, withdrawn))
            {
                case RowVerdict.Accepted:
                    break;
                case RowVerdict.Duplicate:
                    table.Fault("row", $"a second row of {Key()}", "one row for a POD, unit and start");
                    break;
                case RowVerdict.MixedMinutes:
                    table.Fault("row", $"both 15 and 60 minutes in the hour of {Key()}", "one of them within an hour of a series");
                    break;
                case RowVerdict.SecondWithdrawal:
                    table.Fault("row", $"a second withdrawal for {Key()}", "the withdrawal of a POD on at most one row per interval");
                    break;
                default:
                    table.Fault("row", "more points and months than a run can hold",
                        $"at most {ReadingGrid.MostPointMonths} months of points");
                    break;
            }
        }

        private string Key() => Quoted.Text(
            $"{Encoding.UTF8.GetString(table.Value(0))},{Encoding.UTF8.GetString(table.Value(1))},"
            + $"{Encoding.UTF8.GetString(table.Value(2))}");

        private bool Refuse(int column, string expected)
        {
            table.Fault(column, expected);
            return false;
        }
    }
}
