using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Exchange.Gme;

/// <summary>Reads what GME's interface sends for <c>ME_ZonalPrices</c>: a ZIP with one text of JSON or XML, a row a price.</summary>
/// <remarks>
/// Source: the shapes that public clients of the interface read (regulation section 7). How much is unpacked is bounded
/// while it is unpacked: what an archive says of its own size is not believed.
/// </remarks>
public static class GmeArchive
{
    public const int MostBytes = 32 * 1024 * 1024;
    private const int MostEntries = 20;

    /// <summary>The prices of an answer to a question about these days, first and last included.</summary>
    public static GmePriceOutcome Read(ReadOnlyMemory<byte> archive, LocalDate first, LocalDate last)
    {
        List<GmeFault> faults = [];
        List<ZonePrice> prices = [];
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count is 0 or > MostEntries)
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"found an archive of {zip.Entries.Count} files, expected one to {MostEntries}"));
            var table = new GmeQuoteTable(first, last, faults);
            var left = MostBytes;
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                var text = Unpack(entry, left);
                left -= text.Length;
                foreach (var quote in IsXml(text) ? GmeQuotes.OfXml(text) : GmeQuotes.OfJson(text)) table.Add(quote);
            }

            prices.AddRange(table.Prices());
        }
        catch (InvalidDataException fault)
        {
            // The framework's own words about a broken archive are no sentence of ours.
            faults.Add(new(1, fault.Message.StartsWith("found ", StringComparison.Ordinal)
                ? fault.Message : "found no whole ZIP archive, expected one"));
        }
        catch (JsonException fault)
        {
            faults.Add(new((int)(fault.LineNumber ?? 0) + 1, "found a text that is neither JSON nor XML, expected one"));
        }
        catch (XmlException fault)
        {
            faults.Add(new(Math.Max(1, fault.LineNumber), "found a text that is not XML, or has a DTD, expected rows of prices"));
        }

        return faults.Count > 0 ? new GmePriceOutcome.Refused(faults) : new GmePriceOutcome.Read(prices);
    }

    private static byte[] Unpack(ZipArchiveEntry entry, int most)
    {
        using var packed = entry.Open();
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; (count = packed.Read(part)) > 0;)
        {
            if (whole.Length + count > most)
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"found more than {MostBytes} bytes when unpacked, expected at most that"));
            whole.Write(part, 0, count);
        }

        return whole.ToArray();
    }

    private static bool IsXml(ReadOnlySpan<byte> text) =>
        text.TrimStart([(byte)0xEF, (byte)0xBB, (byte)0xBF, (byte)' ', (byte)'\r', (byte)'\n', (byte)'\t']) is [(byte)'<', ..];
}
