using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Reads the export that a distributor gives its customers: a day a row, or a quarter a row.</summary>
/// <remarks>
/// Source: the layouts that three public importers of e-distribuzione's file agree on; the form with a quarter a row is of
/// one of them. Which direction it is the file does not say.
/// </remarks>
internal sealed class CurveCsv(CurveTake take, string file, ReadOnlyMemory<byte> text)
{
    private const string Headers = "a header Giorno;00:00-00:15;… or Data;Ora;Consumo";

    private readonly CurveLines _lines = new(text);
    private readonly long[] _cells = new long[CurveLimits.LineFields];
    private Pod? _pod = take.Given;
    private bool _named;
    private LongCurve? _long;

    public void Read()
    {
        var (rows, preamble, wide) = (0, 0, false);
        while (!take.IsOver && _lines.Read())
        {
            if (_lines.Fault is { } fault)
            {
                Fault("row", fault.Found, fault.Expected);
                continue;
            }

            var first = _lines.Fields[0].Trim();
            if (Is(first.TrimEnd(':'), "POD"))
            {
                _long?.Finish();
                (_long, wide) = (null, false);
                TakePod();
            }
            else if (Is(first, "Giorno")) (wide, _long) = (IsWide(), EndLong());
            else if (Is(first, "Data") && IsLong()) (wide, _long) = (false, EndLong() ?? new(take, file));
            else if (wide) rows += TakeDay();
            else if (_long is not null) rows += TakeQuarter(_long);
            else if (_lines.Fields.Any(field => field.Contains("reattiva", StringComparison.OrdinalIgnoreCase)))
                Fault("row", "reactive energy", "the active energy");
            else if (++preamble > CurveLimits.PreambleLines) break;
        }

        _long?.Finish();
        if (rows == 0 && take.Faults.IsEmpty) take.Faults.Add(file, Math.Max(1, _lines.Line), "row", "no curve", Headers);
    }

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private LongCurve? EndLong()
    {
        _long?.Finish();
        return null;
    }

    // The code found is not repeated: it may be a person's.
    private void TakePod()
    {
        if (_lines.Fields.Count < 2 || !Pod.TryParse(_lines.Fields[1], CultureInfo.InvariantCulture, out var pod))
            Fault("POD", "no POD", Pod.Form);
        else if (take.Given is { } given && given != pod) Fault("POD", "another point than the one given", "the file of that point");
        else (_pod, _named) = (pod, true);
    }

    private bool IsWide()
    {
        var fields = _lines.Fields;
        var values = fields[^1].Trim().Length == 0 ? fields.Count - 2 : fields.Count - 1;
        if (values is not (92 or 96 or 100))
        {
            Fault("Giorno", $"{values} columns of quarters", "96, or 92 or 100 when the clocks change");
            return true;
        }

        for (var i = 0; i < (values == 96 ? 96 : 1); i++)
        {
            if (CurveText.Quarter(fields[i + 1]) == i) continue;
            Fault("Giorno", $"the column {Quoted.Text(fields[i + 1])}", $"{i / 4:00}:{i % 4 * 15:00} as the start of column {i + 1}");
            return true;
        }

        return true;
    }

    private bool IsLong() => _lines.Fields is [_, var hour, var energy, ..] && Is(hour.Trim(), "Ora")
        && energy.TrimStart().StartsWith("Consumo", StringComparison.OrdinalIgnoreCase);

    private int TakeDay()
    {
        if (!TryStart("Giorno", out var pod, out var day)) return 1;
        var fields = _lines.Fields;
        var count = fields.Count - 1;
        for (var i = 0; i < count; i++)
        {
            _cells[i] = CurveText.Energy(fields[i + 1]);
            if (_cells[i] != CurveText.Bad) continue;
            Fault(string.Create(CultureInfo.InvariantCulture, $"column {i + 2}"), Quoted.Text(fields[i + 1]), CurveText.EnergyForm);
            return 1;
        }

        // A row may end with a semicolon.
        if (count is 93 or 97 or 101 && _cells[count - 1] == QuarterLayout.Missing) count--;
        var (quarters, confirm, found) = QuarterLayout.Arrange(_cells.AsSpan(0, count), day);
        if (quarters is null)
        {
            Fault("row", found, "a value for each quarter, empty when it is missing");
            return 1;
        }

        if (confirm) take.Warn(file, _lines.Line, "row", ClockChange.Sentence(day), confirm: true);
        take.Add(pod, day, quarters, Quality.Measured, replaces: false, file, _lines.Line);
        return 1;
    }

    private int TakeQuarter(LongCurve curve)
    {
        if (!TryStart("Data", out var pod, out var day)) return 1;
        if (_lines.Fields.Count < 3)
        {
            Fault("row", $"{_lines.Fields.Count} columns", "Data;Ora;Consumo");
            return 1;
        }

        var quarter = CurveText.Quarter(_lines.Fields[1]);
        var energy = CurveText.Energy(_lines.Fields[2]);
        if (quarter < 0) Fault("Ora", Quoted.Text(_lines.Fields[1]), "the start of a quarter of an hour, 00:00 to 23:45");
        else if (energy == CurveText.Bad) Fault("Consumo", Quoted.Text(_lines.Fields[2]), CurveText.EnergyForm);
        else curve.Take(pod, day, quarter, energy, _lines.Line);
        return 1;
    }

    private bool TryStart(string field, out Pod pod, out LocalDate day)
    {
        (pod, day) = (default, default);
        if (!CurveText.TryDay(_lines.Fields[0], out day))
        {
            Fault(field, Quoted.Text(_lines.Fields[0]), CurveText.DayForm);
            return false;
        }

        if (_pod is not { } known)
        {
            if (!_named) Fault("POD", "no POD", "a line POD;IT… before the header, or the point given with the file");
            _named = true;
            return false;
        }

        pod = known;
        return true;
    }

    private void Fault(string field, string found, string expected) => take.Faults.Add(file, _lines.Line, field, found, expected);
}
