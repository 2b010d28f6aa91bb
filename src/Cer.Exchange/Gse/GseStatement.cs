using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;

namespace Cer.Exchange.Gse;

/// <summary>A statement of GSE in a simple table: month, quantity and amounts; what cannot be read is told line by line.</summary>
/// <remarks>
/// Columns by their names, in any order: <c>mese</c>, <c>quantita_kwh</c>, <c>tip_euro</c>, and <c>cac_euro</c> where it is
/// stated. With semicolons or tabs a comma may stand before decimals, as Italian spreadsheets write; with commas only a point.
/// </remarks>
public sealed record GseStatement(IReadOnlyList<GseLine> Lines, IReadOnlyList<string> Refused)
{
    public const int MostCharacters = 64 * 1024;
    public const int MostLines = 1200;
    private const int MostRefused = 100;
    private const decimal Most = 1_000_000_000m;

    private static readonly string[] Columns = ["mese", "quantita_kwh", "tip_euro", "cac_euro"];

    public static GseStatement Read(string text)
    {
        if (text.Length > MostCharacters)
            return OnlyFault($"Found {text.Length} characters, expected at most {MostCharacters}.");
        var rows = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (rows.Length > MostLines) return OnlyFault($"Found {rows.Length} lines, expected at most {MostLines}.");
        var separator = rows[0].Contains(';', StringComparison.Ordinal) ? ';' : rows[0].Contains('\t', StringComparison.Ordinal) ? '\t'
            : ',';
        var places = Array.ConvertAll(Columns, column => Place(rows[0], separator, column));
        if (places.AsSpan(0, 3).Contains(-1))
            return OnlyFault($"line 1: Found {Quoted.Text(rows[0])}, expected a header with mese;quantita_kwh;tip_euro;cac_euro.");
        var reader = new Reader(separator, places);
        for (var i = 1; i < rows.Length && reader.Refused.Count < MostRefused; i++)
            if (rows[i].Trim().Length > 0) reader.Take(i + 1, rows[i]);
        return new(reader.Lines, reader.Refused);
    }

    private static int Place(string header, char separator, string column) =>
        Array.FindIndex(header.Split(separator), name => name.Trim(' ', '"').Equals(column, StringComparison.OrdinalIgnoreCase));

    private static GseStatement OnlyFault(string sentence) => new([], [sentence]);

    private sealed class Reader(char separator, int[] places)
    {
        private readonly HashSet<MarketMonth> _months = [];

        public List<GseLine> Lines { get; } = [];

        public List<string> Refused { get; } = [];

        public void Take(int line, string row)
        {
            var values = row.Split(separator);
            if (!MarketMonth.TryParse(Value(values, 0), out var month)) Refuse(line, 0, values, "a month such as 2026-01");
            else if (!_months.Add(month)) Refuse(line, 0, values, "each month once");
            else if (Number(values, 1) is not (>= 0 and var kwh)) Refuse(line, 1, values, "kWh such as 1234,5");
            else if (Number(values, 2) is not { } tip) Refuse(line, 2, values, "euro such as 123,45");
            else if (Value(values, 3).Length == 0) Lines.Add(new(month, kwh, tip, null));
            else if (Number(values, 3) is not { } cac) Refuse(line, 3, values, "euro such as 123,45, or nothing");
            else Lines.Add(new(month, kwh, tip, cac));
        }

        private void Refuse(int line, int column, string[] values, string expected) => Refused.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"line {line}, {Columns[column]}: Found {Quoted.Text(Value(values, column))}, expected {expected}."));

        private string Value(string[] values, int column) =>
            places[column] >= 0 && places[column] < values.Length ? values[places[column]].Trim(' ', '"') : "";

        private decimal? Number(string[] values, int column)
        {
            var text = Value(values, column);
            // With a comma before decimals, points stand between thousands.
            if (separator != ',' && text.Contains(',', StringComparison.Ordinal))
                text = text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
            const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            return decimal.TryParse(text, Form, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Most
                ? number
                : null;
        }
    }
}
