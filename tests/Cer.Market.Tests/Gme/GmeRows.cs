using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;

namespace Cer.Market.Tests.Gme;

/// <summary>Rows of prices as GME sends them, of invented prices: 100 for the first hour of CNOR, one more for each hour.</summary>
internal sealed record GmeRows
{
    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];
    private static readonly string[] Zones = ["PUN", "NORD", "CNOR", "SVIZ"];

    public bool IsXml { get; init; }

    public bool InQuarters { get; init; }

    /// <summary>Hours after this one are left out.</summary>
    public int LastHour { get; init; } = 25;

    /// <summary>Days after this one have no rows.</summary>
    public LocalDate LastDay { get; init; } = new(2099, 1, 1);

    public decimal Shift { get; init; }

    public byte[] Archive(LocalDate first, LocalDate last)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var text = new StreamWriter(zip.CreateEntry($"ME_ZonalPrices.{(IsXml ? "xml" : "json")}").Open(), new UTF8Encoding(true)))
            text.Write(Text(first, last));
        return file.ToArray();
    }

    public string Text(LocalDate first, LocalDate last)
    {
        List<string> rows = [];
        for (var day = first; day <= last && day <= LastDay; day = day.PlusDays(1))
        {
            var hours = (Rome.AtStartOfDay(day.PlusDays(1)).ToInstant() - Rome.AtStartOfDay(day).ToInstant()).TotalHours;
            for (var hour = 1; hour <= hours && hour <= LastHour; hour++)
                foreach (var zone in Zones)
                    for (var quarter = 0; quarter < (InQuarters ? 4 : 1); quarter++)
                        rows.Add(Row(day, hour, InQuarters ? (4 * (hour - 1)) + quarter + 1 : 0, zone, quarter));
        }

        return IsXml
            ? "<?xml version=\"1.0\"?><NewDataSet xmlns=\"urn:gme\"><xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">"
                + $"<xs:element name=\"Price\"/></xs:schema>{string.Concat(rows)}</NewDataSet>"
            : $"[{string.Join(",\n", rows)}]";
    }

    private string Row(LocalDate day, int hour, int period, string zone, int quarter)
    {
        var price = 99 + hour + (10 * quarter) + Shift + (zone == "NORD" ? 500 : 0);
        var date = day.ToString("uuuuMMdd", CultureInfo.InvariantCulture);
        return IsXml
            ? $"<ME_ZonalPrices>\n  <FlowDate>{date}</FlowDate><Hour>{hour}</Hour><Period>{period}</Period><Market>MGP</Market>"
                + string.Create(CultureInfo.InvariantCulture, $"<Zone>{zone}</Zone><Price>{price}</Price><Extra>x</Extra></ME_ZonalPrices>")
            : string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"FlowDate":{{date}},"Hour":{{hour}},"Period":{{period}},"Market":"MGP","Zone":"{{zone}}","Price":{{price}}}""");
    }
}
