using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Tests.Roads;

/// <summary>Three invented days of one point, of 96, 92 and 100 quarters, and their words on every road.</summary>
internal static class ThreeDays
{
    public const string Point = "IT999E00000001";
    public const string Device = "c2g-0A1B2C3D4";

    /// <summary>All of them are past, by the clock of the tests and by a real one.</summary>
    public const string Clock = "2025-12-01T12:00:00+01:00";

    public static readonly LocalDate[] Days = [new(2025, 1, 14), new(2025, 3, 30), new(2025, 10, 26)];

    /// <summary>How many quarters each day must have: worked out by hand, from the law of summer time.</summary>
    public static readonly int[] Counts = [96, 92, 100];

    private static readonly Offset Winter = Offset.FromHours(1);

    /// <summary>The readings that each road must give: whole Wh, no two neighbours alike.</summary>
    public static Reading[] Expected { get; } = [.. Days.SelectMany((day, i) => Enumerable.Range(0, Counts[i]).Select(q => new Reading
    {
        Pod = Pod.Parse(Point, null),
        Start = StartOf(day) + Duration.FromMinutes(15 * q),
        Minutes = 15,
        Withdrawn = Energy.FromMicroKilowattHours(WattHours(i, q) * 1000L),
    }))];

    /// <summary>The same without what only some roads tell: totals.</summary>
    public static IEnumerable<Reading> Bare(IEnumerable<Reading> readings) => readings.OrderBy(reading => reading.Start)
        .Select(reading => reading with { WithdrawnTotal = null });

    /// <summary>An UrbanDataset message of a day, under the offset of winter.</summary>
    public static byte[] Dataset(int day)
    {
        var message = TestServer.OneQuarter();
        var root = message["UrbanDataset"]!;
        var model = root["values"]!["line"]![0]!.ToJsonString();
        var lines = new JsonArray();
        foreach (var (reading, q) in Of(day).Select((reading, q) => (reading, q)))
        {
            var line = JsonNode.Parse(model)!;
            line["id"] = q + 1;
            line["timestamp"] = Local(reading.Start + Duration.FromMinutes(15));
            line["period"] = new JsonObject
            {
                ["start_ts"] = Local(reading.Start), ["end_ts"] = Local(reading.Start + Duration.FromMinutes(15)),
            };
            line["property"] = new JsonArray(
                Property("UserDeviceID", Device), Property("PODID", Point), Property("WithdrawnActiveEnergy", Kwh(reading, '.')));
            lines.Add(line);
        }

        root["context"]!["timestamp"] = Local(Of(day)[^1].Start + Duration.FromMinutes(16));
        root["values"]!["line"] = lines;
        return Encoding.UTF8.GetBytes(message.ToJsonString());
    }

    public static string Csv() => "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n" + string.Concat(Expected.Select(
        reading => $"{Point},,{InstantPattern.General.Format(reading.Start)},15,,{Kwh(reading, '.')},measured\n"));

    public static string Json() => $"[{string.Join(',', Expected.Select(reading =>
        $"{{\"pod\":\"{Point}\",\"start\":\"{InstantPattern.General.Format(reading.Start)}\",\"minutes\":15,\"withdrawn_kwh\":{Kwh(reading, '.')}}}"))}]";

    /// <summary>A day a row: in March four cells fewer than columns, in October four more.</summary>
    public static string Wide() =>
        $"POD;{Point}\nGiorno;{string.Join(';', Enumerable.Range(0, 96).Select(q => $"{Label(q)}-{Label((q + 1) % 96)}"))}\n"
        + string.Concat(Days.Select((day, i) => $"{Italian(day)};{string.Join(';', Of(i).Select(r => Kwh(r, ',')))}\n"));

    /// <summary>A quarter a row, by the clock on the wall: in March it leaps over 02:00, in October it says it twice.</summary>
    public static string Long() => $"POD;{Point}\nData;Ora;Consumo\n" + string.Concat(Days.SelectMany((day, i) => Of(i).Select((r, q) =>
        $"{Italian(day)};{Label(Counts[i] switch { 92 when q >= 8 => q + 4, 100 when q >= 12 => q - 4, _ => q })};{Kwh(r, ',')}\n")));

    /// <summary>The distributors' flow: a month a part; in October the day is in two elements, of summer and of winter time.</summary>
    public static string Flow() => $"<FlussoMisure CodFlusso=\"PDO\">{string.Concat(Days.Select((day, i) =>
        $"<DatiPod><Pod>{Point}</Pod><MeseAnno>{day.Month:00}/{day.Year}</MeseAnno><Misura>{(Counts[i] == 100
            ? Element(day, 2, Of(i)[..12], 1) + Element(day, 3, Of(i)[12..], 9)
            : Element(day, Counts[i] == 92 ? 1 : 0, Of(i), 1))}</Misura></DatiPod>"))}</FlussoMisure>";

    /// <summary>The frames of a Chain 2 device, a quarter each; the totalizer goes on from day to day.</summary>
    public static IEnumerable<byte[]> Frames()
    {
        var total = 1_000_000L;
        for (var day = 0; day < Days.Length; day++)
        {
            var before = (int?)null;
            foreach (var reading in Of(day))
            {
                var now = (int)(reading.Withdrawn!.Value.MicroKilowattHours / 1000);
                total += now;
                yield return Chain2.Frames.Of(
                    "cf1-quarter-consumer.reconstructed",
                    ("MeasurePosixTimestamp", (reading.Start + Duration.FromMinutes(15)).ToUnixTimeSeconds()),
                    ("CurrQuartActEnergy", now), ("PrevQuartActEnergy", before), ("TotalActEnergy", total));
                before = now;
            }
        }
    }

    /// <summary>The notifications of a Shelly, one at each end of a quarter.</summary>
    public static IEnumerable<byte[]> Notifications()
    {
        var total = 500L;
        for (var day = 0; day < Days.Length; day++)
        {
            yield return Shown(StartOf(Days[day]), total);
            foreach (var reading in Of(day))
            {
                total += reading.Withdrawn!.Value.MicroKilowattHours / 1000;
                yield return Shown(reading.Start + Duration.FromMinutes(15), total);
            }
        }

        static byte[] Shown(Instant at, long total) => Encoding.UTF8.GetBytes(
            $"{{\"method\":\"NotifyStatus\",\"params\":{{\"ts\":{at.ToUnixTimeSeconds()}.5,\"em1data:0\":{{\"total_act_energy\":{total}.00}}}}}}");
    }

    private static Reading[] Of(int day) =>
        [.. Expected.Skip(Counts.Take(day).Sum()).Take(Counts[day])];

    private static int WattHours(int day, int quarter) => 100 + (day * 1000) + (quarter * 7 % 50);

    private static Instant StartOf(LocalDate day) => day.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/Rome"]).ToInstant();

    private static string Local(Instant at) => LocalDateTimePattern.GeneralIso.Format(at.WithOffset(Winter).LocalDateTime);

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["val"] = value };

    private static string Element(LocalDate day, int dst, Reading[] readings, int first) =>
        $"<Ea Dst=\"{dst}\" {string.Join(' ', readings.Select((r, q) => $"E{q + first}=\"{Kwh(r, ',')}\""))}>{day.Day}</Ea>";

    private static string Label(int quarter) => $"{quarter / 4:00}:{quarter % 4 * 15:00}";

    private static string Italian(LocalDate day) => $"{day.Day:00}/{day.Month:00}/{day.Year}";

    private static string Kwh(Reading reading, char point) => reading.Withdrawn!.Value.KilowattHours
        .ToString("0.000", CultureInfo.InvariantCulture).Replace('.', point);
}
