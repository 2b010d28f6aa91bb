using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Sepa;

/// <summary>Reads movements from a CSV table as Italian banks give it: semicolons or commas, decimal comma or point.</summary>
public static partial class MovementTable
{
    private const int MostRows = 20_000;

    private static readonly LocalDatePattern[] Days =
    [
        LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("dd-MM-uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("dd.MM.uuuu"),
        LocalDatePattern.Iso,
    ];

    public static BankFile Read(ReadOnlyMemory<byte> file, MovementColumns columns)
    {
        if (file.Length > BankXml.MostBytes) return new BankFile.Refused("Found a file of more than 4 MB, expected a smaller one.");
        var lines = Text(file.Span).Split('\n');
        var (header, separator) = (-1, ';');
        for (var line = 0; line < Math.Min(lines.Length, 50) && header < 0; line++)
        {
            foreach (var one in ";,\t")
                if (Holds(Cells(lines[line], one), columns)) (header, separator) = (line, one);
        }

        if (header < 0)
            return new BankFile.Refused(
                $"Found no header with {columns.Day}, {columns.Amount} and {columns.Words}, expected these columns.");
        var names = Cells(lines[header], separator);
        var (day, amount, words) = (names.IndexOf(columns.Day), names.IndexOf(columns.Amount), names.IndexOf(columns.Words));
        var forms = columns.DayForm is { } form ? new[] { LocalDatePattern.CreateWithInvariantCulture(form) } : Days;
        List<BankMovement> movements = [];
        for (var line = header + 1; line < lines.Length; line++)
        {
            if (string.IsNullOrWhiteSpace(lines[line].Trim(separator, '\r', ' '))) continue;
            var cells = Cells(lines[line], separator);
            if (movements.Count == MostRows) return new BankFile.Refused($"Found more than {MostRows} rows, expected a shorter table.");
            if (cells.Count <= Math.Max(day, Math.Max(amount, words)) || Day(cells[day], forms) is not { } on
                || Amount(cells[amount], columns.DecimalMark) is not { } cents)
            {
                return new BankFile.Refused(string.Create(
                    CultureInfo.InvariantCulture,
                        $"Found line {line + 1} without a day or an amount, expected both, such as 30/11/2026 and -12,50."));
            }

            if (cents == 0) continue;
            var told = cells[words].Length > 400 ? cells[words][..400] : cells[words];
            movements.Add(new(
                on, new(cents), Known().Match(told) is { Success: true } known ? known.Value : null,
                Batch().Match(told) is { Success: true } batch ? batch.Value : null, null, null, told.Length == 0 ? null : told));
        }

        return new BankFile.Statement([], movements);
    }

    private static bool Holds(List<string> cells, MovementColumns columns) =>
        cells.Contains(columns.Day) && cells.Contains(columns.Amount) && cells.Contains(columns.Words);

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static List<string> Cells(string line, char separator)
    {
        List<string> cells = [];
        var (cell, quoted) = (new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == separator && !quoted) Next();
            else cell.Append(letter);
        }

        Next();
        return cells;

        void Next()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }

    private static LocalDate? Day(string text, LocalDatePattern[] forms)
    {
        foreach (var pattern in forms)
            if (pattern.Parse(text) is { Success: true, Value: { Year: > 2000 and < 2100 } day }) return day;
        return null;
    }

    /// <summary>Cents: 1.234,56 and 1234.56 alike; the last point or comma before two digits at most parts the cents.</summary>
    private static long? Amount(string text, char? mark)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("€", "", StringComparison.Ordinal);
        var comma = mark is { } known ? plain.LastIndexOf(known) : plain.LastIndexOfAny([',', '.']);
        // Said to part the cents, and three digits or more behind it: another mark than the layout's.
        if (mark is not null && comma >= 0 && plain.Length - comma > 3) return null;
        if (comma >= 0 && plain.Length - comma <= 3)
            plain = string.Concat(plain[..comma].Where(letter => letter is not ('.' or ','))) + "." + plain[(comma + 1)..];
        else
            plain = string.Concat(plain.Where(letter => letter is not ('.' or ',')));
        return decimal.TryParse(
            plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < 1_000_000_000m
            ? decimal.ToInt64(value * 100m)
            : null;
    }

    // What this program calls its payments and its files.
    [GeneratedRegex("CER[0-9]{1,9}P[0-9]{1,9}N[0-9]{1,9}", RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex("CER[0-9]{1,9}P[0-9]{1,9}(?![0-9N])", RegexOptions.CultureInvariant)]
    private static partial Regex Batch();
}
