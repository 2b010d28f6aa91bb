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

    public void Take(Pod pod, LocalDate day, int label, long energy, long line)
    {
        if (_quarters.Length == 0 || pod != _pod || day != _day)
        {
            End();
            (_pod, _day, _line, _rows, _isOnlyWholeHours) = (pod, day, line, 0, true);
            _quarters = new long[QuarterLayout.CountOf(day)];
            Array.Fill(_quarters, QuarterLayout.Missing);
            Array.Clear(_told);
        }

        var place = Place(label);
        if (place < 0 || _told[place])
        {
            take.Faults.Add(
                file, line, "Ora", place < 0 ? "an hour from 02:00 to 03:00 that the day has not" : "the quarter a second time",
                "each quarter of the day once, in order");
            return;
        }

        _told[place] = true;
        _quarters[place] = energy;
        _isOnlyWholeHours &= label % 4 == 0;
        _rows++;
    }

    /// <summary>Hands the day over.</summary>
    public void End()
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
