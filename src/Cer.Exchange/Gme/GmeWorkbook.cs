using System.Globalization;
using System.Xml;
using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Gme;

/// <summary>Reads zonal prices of the day-ahead market as people download them: a workbook for one zone, or for all.</summary>
/// <remarks>
/// Source: GME, files yyyymmdd_yyyymmdd_MGP_PrezziZonali_Zona.xlsx. A heading names the day, the hour or the quarter,
/// and zones or a price; then the zone is that of the file's name. The whole file is used or none of it.
/// </remarks>
public static class GmeWorkbook
{
    private const int MostFaults = 100;
    private const int HeadingWithin = 10;

    private static readonly LocalDate Epoch = new(1899, 12, 30);
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu");

    public static GmePriceOutcome Read(Stream file, string name)
    {
        List<GmeFault> faults = [];
        List<ZonePrice> prices = [];
        try
        {
            var table = new GmeTable(faults, prices);
            GmeHeading? heading = null;
            var count = 0;
            foreach (var (line, cells) in Sheet.Rows(file))
            {
                if (heading is null)
                {
                    if (++count > HeadingWithin) break;
                    heading = GmeHeading.TryRead(cells, name, line, faults);
                }
                else if (cells.ContainsKey(heading.Day) || cells.ContainsKey(heading.Place))
                {
                    table.Add(Row(heading, line, cells));
                }

                if (faults.Count >= MostFaults) break;
            }

            if (heading is null && faults.Count == 0)
                faults.Add(new(1, "found no heading, expected one with Data, Ora or Periodo, and zones or a price"));
            else if (faults.Count == 0 && prices.Count == 0) faults.Add(new(1, "found no price, expected rows below the heading"));
            if (faults.Count == 0) CheckQuarters(prices, faults);
        }
        catch (Exception fault) when (
            fault is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            faults.Add(new(1, fault is InvalidDataException && fault.Message.StartsWith("found", StringComparison.Ordinal)
                ? fault.Message
                : "found a file that is cut off, too large or no workbook, expected an XLSX file of GME"));
        }

        return faults.Count > 0
            ? new GmePriceOutcome.Refused(faults)
            : new GmePriceOutcome.Read([.. prices.OrderBy(price => price.Zone).ThenBy(price => price.Start)]);
    }

    private static GmeRow Row(GmeHeading heading, int line, Dictionary<int, (string Text, bool IsNumber)> cells)
    {
        Dictionary<string, (int, string)> row = new(StringComparer.Ordinal)
        {
            ["Mercato"] = (line, "MGP"),
            ["Granularity"] = (line, "PT15"),
        };
        if (cells.TryGetValue(heading.Day, out var day)) row["Data"] = (line, Day(day));
        if (cells.TryGetValue(heading.Place, out var place))
            row[heading.IsQuarter ? "Periodo" : "Ora"] = (line, GmeNumber.Whole(place.Text));
        foreach (var (zone, column) in heading.Zones)
        {
            var (text, number) = cells.GetValueOrDefault(column, ("", false));
            row[zone] = (line, number ? GmeNumber.Price(text) : text);
        }

        return new(heading.IsQuarter ? "Prezzi15" : "Prezzi", line, row);
    }

    private static string Day((string Text, bool IsNumber) cell)
    {
        if (Written.Parse(cell.Text).TryGetValue(default, out var written)) return Compact(written);
        // A sheet counts days from the end of 1899; a number of eight digits is a day as the market writes it.
        return cell.IsNumber && int.TryParse(GmeNumber.Whole(cell.Text), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? days < 100_000 ? Compact(Epoch.PlusDays(days)) : GmeNumber.Whole(cell.Text)
            : cell.Text.Replace("-", "", StringComparison.Ordinal);
    }

    private static string Compact(LocalDate day) => day.ToString("uuuuMMdd", CultureInfo.InvariantCulture);

    /// <summary>A column of periods may be of hours in disguise: only whole days of quarters are believed.</summary>
    private static void CheckQuarters(List<ZonePrice> prices, List<GmeFault> faults)
    {
        foreach (var day in prices.Where(price => price.Minutes == 15)
            .GroupBy(price => (price.Zone, Day: price.Start.InZone(MarketHour.Rome).Date)))
        {
            var expected = (int)MarketHour.SpanOf(day.Key.Day).Duration.TotalMinutes / 15;
            if (day.Count() != expected)
            {
                faults.Add(new(1, string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {day.Count()} periods on {day.Key.Day:uuuu'-'MM'-'dd}, expected the {expected} quarters of the day")));
            }
        }
    }
}
