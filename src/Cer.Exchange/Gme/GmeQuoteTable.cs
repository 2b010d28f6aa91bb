using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Gme;

/// <summary>Turns rows of the market's interface into prices: hour n of a Rome day, counted through a clock change.</summary>
/// <remarks>
/// One row of an hour is its price; four are its quarters, numbered within the hour (1 to 4) or within the day. Zones that
/// are not Italian market zones, the national price among them, are passed over.
/// </remarks>
internal sealed class GmeQuoteTable(LocalDate first, LocalDate last, List<GmeFault> faults)
{
    private const int MostFaults = 100;

    private static readonly LocalDatePattern DayForm = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly SortedDictionary<(MarketZone Zone, LocalDate Day, int Hour), List<(int Row, int Period, decimal? Price)>> _hours = [];

    public void Add(GmeQuote quote)
    {
        if (faults.Count >= MostFaults || GmeZones.Find(quote.Zone) is not { } code || !CodeLists.Zones.TryParse(code, out var zone))
            return;
        if (quote.Market is not ("" or "MGP"))
            Fault(quote, $"Market: found {Quoted.InSentence(quote.Market)}, expected MGP");
        else if (!DayForm.Parse(quote.Day).TryGetValue(default, out var day) || day < first || day > last)
            Fault(quote, $"FlowDate: found {Quoted.InSentence(quote.Day)}, expected {DayForm.Format(first)} to {DayForm.Format(last)}");
        else if (Whole(quote.Hour) is not { } hour || hour < 1 || hour > HoursOf(day))
            Fault(quote, string.Create(
                CultureInfo.InvariantCulture,
                $"Hour: found {Quoted.InSentence(quote.Hour)}, expected 1 to {HoursOf(day)} on {quote.Day}"));
        else if ((quote.Period.Length == 0 ? 0 : Whole(quote.Period)) is not { } period)
            Fault(quote, $"Period: found {Quoted.InSentence(quote.Period)}, expected a whole number");
        else if (!TryPrice(quote.Price, out var price))
            Fault(quote, $"Price: found {Quoted.InSentence(quote.Price ?? "")}, expected a price such as 104.56");
        else
            Of((zone, day, hour)).Add((quote.Row, period, price));
    }

    public IEnumerable<ZonePrice> Prices()
    {
        foreach (var ((zone, day, hour), rows) in _hours)
        {
            var start = MarketHour.At(day, hour).Start;
            // Quarters come together: a zone whose day has an hour of several rows tells quarters all day long.
            if (rows is [var only] && !TellsQuarters(zone, day))
            {
                yield return new(zone, start, 60, only.Price);
                continue;
            }

            var met = 0;
            foreach (var (row, period, price) in rows)
            {
                var quarter = period > 4 ? period - (4 * (hour - 1)) : period;
                if (quarter is < 1 or > 4 || (met & (1 << quarter)) != 0)
                {
                    faults.Add(new(quarter is < 1 or > 4 ? rows[^1].Row : row, "found a second price for the same time, expected one"));
                    break;
                }

                met |= 1 << quarter;
                yield return new(zone, start + Duration.FromMinutes((quarter - 1) * 15), 15, price);
            }
        }
    }

    private bool TellsQuarters(MarketZone zone, LocalDate day) => Enumerable.Range(1, HoursOf(day))
        .Any(hour => _hours.TryGetValue((zone, day, hour), out var rows) && rows.Count > 1);

    private List<(int Row, int Period, decimal? Price)> Of((MarketZone, LocalDate, int) key)
    {
        if (!_hours.TryGetValue(key, out var rows)) _hours[key] = rows = [];
        return rows;
    }

    private void Fault(GmeQuote quote, string reason) => faults.Add(new(quote.Row, reason));

    private static int HoursOf(LocalDate day) => (int)MarketHour.SpanOf(day).Duration.TotalHours;

    private static int? Whole(string text) =>
        int.TryParse(GmeNumber.Whole(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <remarks>Without a price the time has none: it was not published. A comma is a decimal one.</remarks>
    private static bool TryPrice(string? text, out decimal? price)
    {
        price = null;
        if (string.IsNullOrEmpty(text)) return true;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text.Replace(',', '.'), Style, CultureInfo.InvariantCulture, out var given)
            || Math.Abs(given) > 100_000m) return false;
        price = Math.Round(given, 10);
        return true;
    }
}
