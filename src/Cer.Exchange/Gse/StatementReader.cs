using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Exchange.Sheets;
using NodaTime;

namespace Cer.Exchange.Gse;

/// <summary>Reads a statement of GSE by a profile; what cannot be read is told line by line, and nothing is guessed.</summary>
public sealed class StatementReader
{
    /// <summary>How many refusals are told.</summary>
    public const int MostFaults = 200;

    private const string File = "statement";
    private const int Samples = 3;
    private const int LongestCode = 60;

    private readonly StatementProfile _profile;
    private readonly FaultList _faults = new();
    private readonly Dictionary<StatementField, int> _places = [];
    private readonly HashSet<(MarketMonth, StatementKind, string?, string?, string?, Instant?, StatementCharge?)> _told = [];
    private TableRow _row = new(0, new Dictionary<int, TableCell>());

    private StatementReader(StatementProfile profile) => _profile = profile;

    public static StatementReading Read(ReadOnlyMemory<byte> file, StatementProfile profile)
    {
        var wrong = profile.Faults();
        return wrong.IsEmpty ? new StatementReader(profile).Read(StatementTable.Read(file)) : new([], [], wrong, 0);
    }

    private StatementReading Read(StatementTable table)
    {
        if (table.Problem is { } problem)
        {
            // The sentence says both: what was found, and what was expected.
            var parts = problem.Split(", expected ", 2);
            _faults.Add(File, 1, "file", parts[0]["Found ".Length..], parts[1].TrimEnd('.'));
            return new([], [], _faults, 0);
        }

        var head = table.Rows.FirstOrDefault(row => row.Line >= _profile.HeaderLine);
        TableRow[] rows = [.. table.Rows.Where(row => head is not null && row.Line > head.Line)];
        var columns = head is null ? [] : Columns(head, rows);
        if (head is null) _faults.Add(File, _profile.HeaderLine, "file", "nothing", "the names of columns");
        else if (rows.Length == 0) _faults.Add(File, head.Line, "file", "no line below the names of columns", "one or more");
        var lines = new List<StatementLine>();
        if (_faults.IsEmpty)
        {
            foreach (var row in rows)
            {
                if (_faults.Faults.Count >= MostFaults) break;
                _row = row;
                if (Line() is { } line) lines.Add(line);
            }
        }

        return new(columns, lines, _faults, rows.Length);
    }

    private List<StatementColumn> Columns(TableRow head, TableRow[] rows)
    {
        var wanted = _profile.Columns.ToDictionary(
            column => StatementWords.Of<StatementField>(StatementWords.Fields, column.Key)!.Value, column => column.Value.Trim());
        foreach (var (field, name) in wanted)
        {
            int[] found = [.. head.Cells.Where(cell => Same(cell.Value.Text, name)).Select(cell => cell.Key)];
            if (found.Length == 1) _places[field] = found[0];
            else if (found.Length > 1) Header(field, $"{found.Length} columns of the name {Quoted.Text(name)}", "one");
            else if (field is StatementField.Month or StatementField.Kind && !(field == StatementField.Kind && _profile.Kind is not null))
                Header(field, "no such column", $"one of the name {Quoted.Text(name)}");
        }

        if (_places.Count < 3 && _faults.IsEmpty) Header(StatementField.Amount, "no column with a figure", "at least one of the profile");
        var fields = _places.ToDictionary(place => place.Value, place => place.Key);
        return
        [
            .. head.Cells.OrderBy(cell => cell.Key).Select(cell => new StatementColumn(
                Shown(cell.Value.Text),
                fields.TryGetValue(cell.Key, out var field) ? field : null,
                [.. rows.Select(row => row.Cells.GetValueOrDefault(cell.Key)).OfType<TableCell>()
                    .Take(Samples).Select(one => Shown(one.Text))])),
        ];

        void Header(StatementField field, string found, string expected) => _faults.Add(File, head.Line, field.Word(), found, expected);
    }

    private StatementLine? Line()
    {
        var before = _faults.Faults.Count + _faults.LeftOut;
        var line = Known();
        if (line is null || _faults.Faults.Count + _faults.LeftOut > before) return null;
        if (!line.SaysSomething) return Refuse(StatementField.Amount, "no figure", "at least one energy or amount");
        if (line is { Pod: not null, Unit: not null } && line.Shared is not null)
            return Refuse(StatementField.Shared, "a point and a unit in one line", "energies of a point, or those of a unit");
        if ((line.Charge is null) != (line.Amount is null))
            return Refuse(StatementField.Charge, "an amount without its line of the invoice, or the reverse", "both, or neither");
        return _told.Add((line.Month, line.Kind, line.Unit, line.Unit is null ? line.Censimp : null, line.Pod, line.Hour, line.Charge))
            ? line
            : Refuse(StatementField.Month, "the same month, kind and unit, point or line of the invoice once more", "each once");

        StatementLine? Refuse(StatementField field, string found, string expected)
        {
            Fault(field, found, expected);
            return null;
        }
    }

    private StatementLine? Known()
    {
        var month = Cell(StatementField.Month) is { } told ? StatementForms.Month(told, _profile.Months) : null;
        if (month is null) Wrong(StatementField.Month, $"a month as {_profile.Months}");
        var kind = Cell(StatementField.Kind) is { } word
            ? Word(word, _profile.Kinds, StatementWords.Kinds, StatementWords.KnownKinds)
            : StatementWords.Of<StatementKind>(StatementWords.Kinds, _profile.Kind);
        if (kind is null) Wrong(StatementField.Kind, "advance, partial, complete or recalculation, or a word of the profile");
        var line = new StatementLine(_row.Line, month ?? new(2000, 1), kind ?? StatementKind.Advance)
        {
            Configuration = Code(StatementField.Configuration),
            Unit = UnitOf(),
            Censimp = Code(StatementField.Censimp),
            Pod = PodOf(),
            Hour = HourOf(month),
            Injected = Energy(StatementField.Injected),
            Withdrawn = Energy(StatementField.Withdrawn),
            Shared = Energy(StatementField.Shared),
            Incentivised = Energy(StatementField.Incentivised),
            Tariff = Number(StatementField.Tariff, "EUR/MWh such as 124,00"),
            Tip = Euro(StatementField.Tip),
            Cac = Euro(StatementField.Cac),
            Surplus = Euro(StatementField.Surplus),
            Charge = Listed(StatementField.Charge, _profile.Charges, StatementWords.Charges, StatementWords.KnownCharges),
            Amount = Euro(StatementField.Amount),
            Treatment = Listed(StatementField.Treatment, _profile.Treatments, StatementWords.Treatments, StatementWords.KnownTreatments),
            Published = Day(StatementField.Published),
            Paid = Day(StatementField.Paid),
        };
        return month is null || kind is null ? null : line;
    }

    /// <summary>The unit, by the name that the profile gives to the code of the file.</summary>
    private string? UnitOf() => Code(StatementField.Unit) is { } code
        ? _profile.Units.FirstOrDefault(unit => Same(unit.Key, code)).Value ?? code
        : null;

    private string? PodOf()
    {
        if (Cell(StatementField.Pod) is not { } cell) return null;
        if (Pod.TryParse(cell.Text, null, out var pod)) return pod.Code;
        // A code that may be somebody's is not repeated.
        Fault(StatementField.Pod, FormattableString.Invariant($"{cell.Text.Length} other characters"), Pod.Form);
        return null;
    }

    private Instant? HourOf(MarketMonth? month)
    {
        var (day, hour) = (Cell(StatementField.Day), Cell(StatementField.Hour));
        if (day is null && hour is null) return null;
        if (day is null || StatementForms.Day(day, _profile.Days) is not { } known || (month is { } of && MarketMonth.Of(known) != of))
        {
            Wrong(StatementField.Day, $"a day of the month as {_profile.Days}");
            return null;
        }

        var most = (int)MarketHour.SpanOf(known).Duration.TotalHours;
        if (hour is not null && int.TryParse(hour.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && place >= 1 && place <= most) return MarketHour.At(known, place).Start;
        Wrong(StatementField.Hour, FormattableString.Invariant($"the hour of the day, 1 to {most}"));
        return null;
    }

    private decimal? Energy(StatementField field)
    {
        if (Number(field, "an energy such as 1.234,567, not below zero") is not { } energy) return null;
        if (energy >= 0) return _profile.Energy == "MWh" ? energy * 1000m : energy;
        Wrong(field, "an energy that is not below zero");
        return null;
    }

    private decimal? Euro(StatementField field) => Number(field, "euro such as 1.234,56");

    private decimal? Number(StatementField field, string expected)
    {
        if (Cell(field) is not { } cell) return null;
        var number = StatementForms.Number(cell, _profile.Decimals == "comma");
        if (number is null) Wrong(field, expected);
        return number;
    }

    private LocalDate? Day(StatementField field)
    {
        if (Cell(field) is not { } cell) return null;
        var day = StatementForms.Day(cell, _profile.Days);
        if (day is null) Wrong(field, $"a day as {_profile.Days}");
        return day;
    }

    private string? Code(StatementField field)
    {
        if (Cell(field) is not { } cell) return null;
        if (cell.Text.Length <= LongestCode && !cell.Text.Any(char.IsControl)) return cell.Text;
        Fault(field, FormattableString.Invariant($"{cell.Text.Length} characters"),
            FormattableString.Invariant($"a code of at most {LongestCode}"));
        return null;
    }

    private T? Listed<T>(
        StatementField field, IReadOnlyDictionary<string, string> own, IReadOnlyList<string> words, IReadOnlyDictionary<string, T> known)
        where T : struct, Enum
    {
        if (Cell(field) is not { } cell) return null;
        var value = Word(cell, own, words, known);
        if (value is null) Wrong(field, $"{string.Join(", ", words)}, or a word of the profile");
        return value;
    }

    private static T? Word<T>(
        TableCell cell, IReadOnlyDictionary<string, string> own, IReadOnlyList<string> words, IReadOnlyDictionary<string, T> known)
        where T : struct, Enum =>
        own.FirstOrDefault(word => Same(word.Key, cell.Text)).Value is { } mapped ? StatementWords.Of<T>(words, mapped)
        : known.TryGetValue(cell.Text, out var value) ? value : null;

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private TableCell? Cell(StatementField field) =>
        _places.TryGetValue(field, out var place) && _row.Cells.TryGetValue(place, out var cell) ? cell : null;

    private void Wrong(StatementField field, string expected) => Fault(field, Shown(Cell(field)?.Text ?? ""), expected);

    /// <summary>A piece of the file; of a code that is somebody's only the last characters.</summary>
    private static string Shown(string text) => Pod.TryParse(text, null, out var pod) ? $"…{pod.Code[^4..]}" : Quoted.Text(text);

    private void Fault(StatementField field, string found, string expected) => _faults.Add(File, _row.Line, field.Word(), found, expected);
}
