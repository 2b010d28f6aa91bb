using System.Xml;
using Cer.Domain.Metering;

namespace Cer.Exchange.Gme;

/// <summary>Reads the day-ahead prices that GME publishes, hourly (Prezzi) and by the quarter (Prezzi15).</summary>
/// <remarks>
/// Source: GME, files yyyymmddMGPPrezzi.xml and, from delivery day 1 October 2025, yyyymmddMGPPrezzi15.xml. Zones
/// that are not Italian market zones are passed over; the whole file is used or none of it.
/// </remarks>
public static class GmePriceReader
{
    private const int MostCharacters = 32 * 1024 * 1024;
    private const int MostFaults = 100;

    public static GmePriceOutcome Read(Stream file)
    {
        List<GmeFault> faults = [];
        List<ZonePrice> prices = [];
        try
        {
            using var xml = XmlReader.Create(file, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostCharacters,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
            });
            var table = new GmeTable(faults, prices);
            foreach (var row in new GmeRows(xml, faults).Read())
            {
                table.Add(row);
                if (faults.Count >= MostFaults) break;
            }

            if (faults.Count == 0 && prices.Count == 0)
                faults.Add(new(((IXmlLineInfo)xml).LineNumber, "found no price, expected rows Prezzi or Prezzi15"));
        }
        catch (XmlException fault)
        {
            faults.Add(new(fault.LineNumber, Words(fault)));
        }

        return faults.Count > 0
            ? new GmePriceOutcome.Refused(faults)
            : new GmePriceOutcome.Read([.. prices.OrderBy(price => price.Zone).ThenBy(price => price.Start)]);
    }

    private static string Words(XmlException fault) => fault.Message.StartsWith(GmeRows.TooLarge, StringComparison.Ordinal)
        ? GmeRows.TooLarge
        : "found a text that is not XML, has a DTD, or is too large, expected a price file of GME";
}
