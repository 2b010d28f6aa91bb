using Cer.Domain;
using Cer.Domain.Rules;
using NodaTime;

namespace Cer.Settlement.Months;

/// <summary>The days of a month with their hours and the rule set in force on each.</summary>
public sealed class MonthCalendar
{
    private readonly int[] _firstHours;

    /// <param name="month">The month.</param>
    /// <param name="rules">The rules of its days.</param>
    /// <param name="only">The days that are looked at; all when null.</param>
    public MonthCalendar(MarketMonth month, RuleBook rules, IReadOnlySet<LocalDate>? only = null)
    {
        Month = month;
        Days = [.. Enumerable.Range(0, month.LastDay.Day).Select(offset => month.FirstDay.PlusDays(offset))];
        _firstHours = [.. Days.Select(day => (int)(MarketMonth.HourOf(day) - month.FirstHour)), month.HourCount];
        Rules = [.. Days.Select(rules.On)];
        Looked = only is null
            ? [new(0, month.HourCount)]
            : HoursWhere((day, _) => only.Contains(day));
    }

    public MarketMonth Month { get; }

    public IReadOnlyList<LocalDate> Days { get; }

    /// <summary>The rule set of each day.</summary>
    public IReadOnlyList<RuleSet> Rules { get; }

    /// <summary>The runs of hours that are looked at: a month has nothing outside them.</summary>
    public IReadOnlyList<HourSpan> Looked { get; }

    public int Hours => Month.HourCount;

    /// <summary>First hour of a day by its place in the month; the month's end for the place after the last.</summary>
    public int FirstHourOf(int day) => _firstHours[day];

    /// <summary>Place of the hour at which a Rome day begins, kept within the month.</summary>
    public int HourOf(LocalDate day) =>
        day <= Month.FirstDay ? 0 : day > Month.LastDay ? Hours : _firstHours[day.Day - 1];

    /// <summary>The runs of hours whose days satisfy a condition on the day and its rule set.</summary>
    public IReadOnlyList<HourSpan> HoursWhere(Func<LocalDate, RuleSet, bool> condition)
    {
        var spans = new List<HourSpan>();
        for (var day = 0; day < Days.Count; day++)
        {
            if (!condition(Days[day], Rules[day])) continue;
            var span = new HourSpan(_firstHours[day], _firstHours[day + 1]);
            if (spans.Count > 0 && spans[^1].To == span.From) spans[^1] = new(spans[^1].From, span.To);
            else spans.Add(span);
        }

        return spans;
    }

    /// <summary>The runs of hours under one rule set.</summary>
    public IEnumerable<(HourSpan Span, RuleSet Rules)> RuleSpans()
    {
        var first = 0;
        for (var day = 1; day <= Days.Count; day++)
        {
            if (day < Days.Count && ReferenceEquals(Rules[day], Rules[first])) continue;
            yield return (new(_firstHours[first], _firstHours[day]), Rules[first]);
            first = day;
        }
    }
}
