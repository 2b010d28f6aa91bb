using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Puts rows of a quarter each together into days.</summary>
/// <remarks>When the clocks go back, what comes first under a label is of summer time and what comes second of winter time.</remarks>
internal sealed class LongCurve(CurveTake take, string file)
{
    private readonly bool[] _told = new bool[100];
    private long[] _quarters = [];
    private Pod _pod;
    private LocalDate _day;
    private long _line;
    private bool _isOnlyWholeHours;
    private int _rows;
    private int _place;
    private (long Line, int Label) _first;
    private int _label = -1;

    public void Take(Pod pod, LocalDate day, int label, long energy, long line)
    {
        if (_quarters.Length == 0 || pod != _pod || day != _day)
        {
            End();
            (_pod, _day, _line, _rows, _place, _isOnlyWholeHours) = (pod, day, line, 0, -1, true);
            _quarters = new long[QuarterLayout.CountOf(day)];
            Array.Fill(_quarters, QuarterLayout.Missing);
            Array.Clear(_told);
        }

        if (_label < 0) _first = (line, label);
        _label = label;
        var place = Place(label);
        if (place < 0 || _told[place])
        {
            take.Faults.Add(
                file, line, "Ora", place < 0 ? "an hour from 02:00 to 03:00 that the day has not" : "the quarter a second time",
                "each quarter of the day once, in order");
            return;
        }

        // 00:15 to 23:45 and then 00:00 on one date: whoever wrote it named the quarters by their ends.
        if (place < _place)
            take.Faults.Add(file, line, "Ora", "a quarter that comes before the one above it", "each quarter by its start, in order");
        _place = place;
        _told[place] = true;
        _quarters[place] = energy;
        _isOnlyWholeHours &= label % 4 == 0;
        _rows++;
    }

    /// <summary>Hands the last day over.</summary>
    public void Finish()
    {
        End();
        if (_first.Label == 1 && _label == 0)
            take.Faults.Add(
                file, _first.Line, "Ora", "quarters from 00:15 to 00:00, named by their ends",
                    "each quarter by its start, from 00:00 to 23:45");
    }

    /// <summary>Hands the day over.</summary>
    private void End()
    {
        if (_quarters.Length == 0) return;
        var again = QuarterLayout.Three;
        if (_rows > 1 && _isOnlyWholeHours)
            take.Faults.Add(file, _line, "Ora", "only whole hours", "quarters of an hour");
        else if (_quarters.Length == 100 && _told[QuarterLayout.Two] && !_told.AsSpan(again, 4).Contains(true))
            take.Warn(file, _line, "Ora", ClockChange.Sentence(_day), confirm: true);
        take.Add(_pod, _day, _quarters, Quality.Measured, replaces: false, file, _line);
        _quarters = [];
    }

    private int Place(int label)
    {
        var isTwo = label is >= QuarterLayout.Two and < QuarterLayout.Three;
        if (_quarters.Length == 92) return isTwo ? -1 : label < QuarterLayout.Two ? label : label - 4;
        if (_quarters.Length == 100) return isTwo ? _told[label] ? label + 4 : label : label < QuarterLayout.Two ? label : label + 4;
        return label;
    }
}
