using System.Globalization;
using System.Text;
using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Invented prices of the town's zone: low at noon, high in the evening, lower on holidays.</summary>
internal static class DemoPrices
{
    // EUR/MWh of an ordinary day, hour by hour.
    private static readonly double[] Usual =
    [
        108, 104, 101, 100, 101, 106, 121, 138, 141, 126, 108, 97,
        90, 86, 89, 98, 112, 131, 156, 171, 160, 142, 126, 115,
    ];

    /// <summary>Each hour from one day to another, both included, with its price to the cent.</summary>
    public static IEnumerable<(MarketHour Hour, decimal EurPerMwh)> Of(LocalDate first, LocalDate last, ulong seed)
    {
        var market = new Chance(seed).Of(-3);
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            var level = market.Of(day.ToDateOnly().DayNumber).Between(0.88, 1.14);
            if (DayKinds.Of(day) == DayKind.Holiday) level *= 0.85;
            foreach (var hour in MarketHour.Of(day))
            {
                var clock = hour.Start.InZone(MarketHour.Rome).Hour;
                var mood = market.Of(hour.Start.ToUnixTimeSeconds()).Between(0.96, 1.04);
                yield return (hour, Math.Round((decimal)(Usual[clock] * level * mood), 2));
            }
        }
    }

    /// <summary>The prices of days as GME's hourly files have them: hours counted through a clock change.</summary>
    public static byte[] Xml(LocalDate first, LocalDate last, ulong seed)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<NewDataSet>\n");
        foreach (var (hour, price) in Of(first, last, seed))
        {
            var value = price.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
            xml.Append(
                CultureInfo.InvariantCulture,
                $"  <Prezzi><Data>{hour.Day:uuuuMMdd}</Data><Mercato>MGP</Mercato><Ora>{hour.Ordinal}</Ora>");
            xml.Append(CultureInfo.InvariantCulture, $"<CNOR>{value}</CNOR></Prezzi>\n");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</NewDataSet>\n").ToString());
    }
}
