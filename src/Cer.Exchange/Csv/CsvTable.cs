using Cer.Exchange.Faults;

namespace Cer.Exchange.Csv;

/// <summary>A CSV file with a header of known columns in any order; rows that do not fit it become faults.</summary>
internal sealed class CsvTable
{
    private readonly CsvScanner _scanner;
    private readonly FaultList _faults;
    private readonly string _file;
    private readonly string[] _columns;
    private readonly int[] _places;
    private readonly List<long> _blankLines = [];

    private CsvTable(string file, CsvScanner scanner, string[] columns, int[] places, FaultList faults) =>
        (_file, _scanner, _columns, _places, _faults) = (file, scanner, columns, places, faults);

    public long Line => _scanner.Line;

    /// <summary>Reads the header; null when its columns are not the expected ones.</summary>
    public static CsvTable? Open(string file, Stream stream, string[] columns, FaultList faults)
    {
        var scanner = new CsvScanner(stream);
        var expected = string.Join(',', columns);
        if (!scanner.Read() || scanner.IsBlank)
        {
            faults.Add(file, 1, "row", "no header", expected);
            return null;
        }

        if (scanner.Malformed is { } malformed)
        {
            faults.Add(file, 1, "row", malformed, expected);
            return null;
        }

        var places = new int[columns.Length];
        Array.Fill(places, -1);
        var fits = true;
        for (var i = 0; i < scanner.FieldCount; i++)
        {
            var name = System.Text.Encoding.UTF8.GetString(scanner.Field(i));
            var place = Array.IndexOf(columns, name);
            if (place >= 0 && places[place] < 0)
            {
                places[place] = i;
                continue;
            }

            faults.Add(file, 1, Quoted.Text(name), place < 0 ? "an unknown column in the header" : "the column a second time", expected);
            fits = false;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (places[i] >= 0) continue;
            faults.Add(file, 1, columns[i], "no such column in the header", expected);
            fits = false;
        }

        return fits ? new(file, scanner, columns, places, faults) : null;
    }

    /// <summary>Moves to the next row that has a value for every column; false at the end.</summary>
    public bool Read()
    {
        while (_scanner.Read())
        {
            if (_scanner.IsBlank)
            {
                if (_blankLines.Count < FaultList.Most) _blankLines.Add(_scanner.Line);
                continue;
            }

            foreach (var line in _blankLines) Fault(line, "row", "a blank line", "none before the last row");
            _blankLines.Clear();

            if (_scanner.Malformed is { } malformed) Fault("row", malformed, $"{_columns.Length} values");
            else if (_scanner.FieldCount != _columns.Length) Fault(
                "row", $"{_scanner.FieldCount} values", $"{_columns.Length}: {string.Join(',', _columns)}");
            else return true;
        }

        return false;
    }

    public ReadOnlySpan<byte> Value(int column) => _scanner.Field(_places[column]);

    /// <summary>Says what is wrong with a value of the current row.</summary>
    public void Fault(int column, string expected) =>
        Fault(_scanner.Line, _columns[column], Quoted.Text(Value(column)), expected);

    public void Fault(string field, string found, string expected) => Fault(_scanner.Line, field, found, expected);

    private void Fault(long line, string field, string found, string expected) =>
        _faults.Add(_file, line, field, found, expected);
}
