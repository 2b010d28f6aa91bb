using System.Globalization;
using System.Text.RegularExpressions;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Gme;

/// <summary>Turns rows into prices: hour n or quarter n of a Rome day, counted through a clock change.</summary>
/// <remarks>Hours run from 1 to 23, 24 or 25, quarters to 92, 96 or 100; the third of 25 is the second 02:00.</remarks>
internal sealed partial class GmeTable(List<GmeFault> faults, List<ZonePrice> prices)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly Interval Years =
        new(MarketHour.StartOf(new(2004, 1, 1)), MarketHour.StartOf(new(2100, 1, 1)));

    private readonly HashSet<(MarketZone, Instant, int)> _met = [];

    public void Add(GmeRow row)
    {
        if (row.Name is not ("Prezzi" or "Prezzi15"))
        {
            faults.Add(new(row.Line, $"found a row {Quoted.InSentence(row.Name)}, expected Prezzi or Prezzi15"));
            return;
        }

        var minutes = row.Name == "Prezzi" ? 60 : 15;
        if (Start(row, minutes) is not { } start) return;
        foreach (var (name, (line, text)) in row.Cells)
        {
            if (!CodeLists.Zones.TryParse(name, out var zone)) continue;
            if (text.Length > 0 && !Price().IsMatch(text))
                faults.Add(new(line, $"{name}: found {Quoted.InSentence(text)}, expected a price such as 104,56"));
            else if (!_met.Add((zone, start, minutes)))
                faults.Add(new(line, $"{name}: found a second price for the same time, expected one"));
            else prices.Add(new(zone, start, minutes, text.Length == 0 ? null : Value(text)));
        }
    }

    private static decimal Value(string text) => decimal.Parse(
        text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'),
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture);

    private Instant? Start(GmeRow row, int minutes)
    {
        if (Cell(row, "Data") is not { } data || Cell(row, "Mercato") is not { } market) return null;
        if (!Day.Parse(data.Text).TryGetValue(default, out var day) || !Years.Contains(MarketHour.StartOf(day)))
            return Fault(data.Line, $"Data: found {Quoted.InSentence(data.Text)}, expected a day such as 20251001");
        if (market.Text != "MGP") return Fault(market.Line, $"Mercato: found {Quoted.InSentence(market.Text)}, expected MGP");
        return minutes == 60 ? Counted(row, "Ora", day, 60) : Quarter(row, day);
    }

    private Instant? Quarter(GmeRow row, LocalDate day)
    {
        if (Cell(row, "Granularity") is not { } step) return null;
        return step.Text == "PT15"
            ? Counted(row, "Periodo", day, 15)
            : Fault(step.Line, $"Granularity: found {Quoted.InSentence(step.Text)}, expected PT15");
    }

    private Instant? Counted(GmeRow row, string name, LocalDate day, int minutes)
    {
        if (Cell(row, name) is not { } place) return null;
        var most = (int)MarketHour.SpanOf(day).Duration.TotalMinutes / minutes;
        return int.TryParse(place.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            && ordinal >= 1 && ordinal <= most
            ? MarketHour.StartOf(day) + Duration.FromMinutes((ordinal - 1) * minutes)
            : Fault(place.Line, string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: found {Quoted.InSentence(place.Text)}, expected 1 to {most} on {day:uuuu'-'MM'-'dd}"));
    }

    private (int Line, string Text)? Cell(GmeRow row, string name)
    {
        if (row.Cells.TryGetValue(name, out var cell)) return cell;
        faults.Add(new(row.Line, $"found no {name}, expected one in each row"));
        return null;
    }

    private Instant? Fault(int line, string reason)
    {
        faults.Add(new(line, reason));
        return null;
    }

    // A point may only group thousands before a comma: alone it could be a decimal point.
    [GeneratedRegex(@"\A-?([0-9]{1,7}(,[0-9]{1,10})?|[0-9]{1,3}(\.[0-9]{3}){1,2},[0-9]{1,10})\z")]
    private static partial Regex Price();
}
