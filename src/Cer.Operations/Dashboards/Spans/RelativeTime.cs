using System.Globalization;
using System.Text.RegularExpressions;
using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Dashboards.Spans;

/// <summary>A time told from now, such as <c>now-30d/d</c>, as the clocks of Rome count.</summary>
/// <remarks>Grammar: Grafana's documentation of relative time ranges; as the rule L01 of dashboard files lets it through.</remarks>
public sealed partial class RelativeTime
{
    private readonly int _count;
    private readonly char _unit;

    private RelativeTime(int count, char unit, char? rounded) => (_count, _unit, Rounded) = (count, unit, rounded);

    /// <summary>The unit to whose beginning or end it goes; null when it stays where it is.</summary>
    public char? Rounded { get; }

    public static RelativeTime? Parse(string? text)
    {
        if (Form().Match(text ?? "") is not { Success: true } match) return null;
        var count = match.Groups["count"] is { Success: true } told
            ? int.Parse(told.Value, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
        return new(
            match.Groups["sign"].Value == "-" ? -count : count,
            match.Groups["unit"] is { Success: true } unit ? unit.Value[0] : 'd',
            match.Groups["round"] is { Success: true } round ? round.Value[0] : null);
    }

    /// <summary>The instant it means; as the end of a span the last millisecond of its unit.</summary>
    public Instant At(Instant now, bool isEnd)
    {
        var at = Add(now, _count, _unit);
        if (Rounded is not { } unit) return at;
        var start = StartOf(at, unit);
        return isEnd ? Add(start, 1, unit) - Duration.FromMilliseconds(1) : start;
    }

    /// <summary>So many units later, by the calendar where they are days or longer.</summary>
    public static Instant Add(Instant at, int count, char unit)
    {
        if (unit is 's' or 'm' or 'h')
            return at + (count * Duration.FromSeconds(unit switch { 's' => 1, 'm' => 60, _ => 3600 }));
        var wall = at.InZone(MarketHour.Rome).LocalDateTime;
        return InRome(unit switch
        {
            'd' => wall.PlusDays(count),
            'w' => wall.PlusWeeks(count),
            'M' => wall.PlusMonths(count),
            _ => wall.PlusYears(count),
        });
    }

    public static Instant StartOf(Instant at, char unit)
    {
        if (unit is 's' or 'm' or 'h')
        {
            var length = unit switch { 's' => 1L, 'm' => 60L, _ => 3600L };
            return Instant.FromUnixTimeSeconds((long)Math.Floor((double)at.ToUnixTimeSeconds() / length) * length);
        }

        var day = at.InZone(MarketHour.Rome).Date;
        return InRome((unit switch
        {
            'd' => day,
            'w' => day.PlusDays(1 - (int)day.DayOfWeek),
            'M' => new(day.Year, day.Month, 1),
            _ => new LocalDate(day.Year, 1, 1),
        }).AtMidnight());
    }

    private static Instant InRome(LocalDateTime wall) => wall.InZoneLeniently(MarketHour.Rome).ToInstant();

    [GeneratedRegex("^now((?<sign>[-+])(?<count>[0-9]{1,4})(?<unit>[smhdwMy]))?(/(?<round>[hdwMy]))?$")]
    private static partial Regex Form();
}
