using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Series;

namespace Cer.Messaging.Influx;

/// <summary>Points as lines: a measurement, tags that name no person, quantities in kWh, the second they begin at.</summary>
/// <remarks>
/// Source: InfluxDB line protocol. Tags are the code of the community and numbers of the store, so nothing needs escaping.
/// kWh are written with their exact six decimals, which a double gives back. Quality is 1 measured, 2 estimated, 3 calculated.
/// For a server that dedupes, the revision is told in milliseconds: of a second the last stays, and so the latest revision.
/// </remarks>
internal static class LineProtocol
{
    public const string Readings = "cer_reading";
    public const string Hours = "cer_hour";

    // A second has no more of them.
    private const int MostRevisions = 999;

    public static string Measurement(SeriesPoint point) => point.Meter is null ? Hours : Readings;

    public static byte[] Write(IReadOnlyList<SeriesPoint> points, bool dedupes = false)
    {
        var text = new StringBuilder(points.Count * 110);
        foreach (var point in points) Append(text, point, dedupes);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string MeterWord(MeterRole meter) => meter == MeterRole.Production ? "M2" : "M1";

    private static void Append(StringBuilder text, SeriesPoint point, bool dedupes)
    {
        text.Append(Measurement(point)).Append(",community=").Append(point.Community);
        if (point.Meter is { } meter) text.Append(",meter=").Append(MeterWord(meter));
        text.Append(CultureInfo.InvariantCulture, $",point={point.Point},unit={point.Unit} minutes={point.Minutes}i");
        if (point.Quality is { } quality) text.Append(CultureInfo.InvariantCulture, $",quality={(int)quality + 1}i");
        Append(text, "injected_kwh", point.Injected);
        Append(text, "withdrawn_kwh", point.Withdrawn);
        Append(text, "produced_kwh", point.Produced);
        var later = dedupes ? Math.Min(point.Revision, MostRevisions) : 0;
        text.Append(CultureInfo.InvariantCulture, $" {point.Start.ToUnixTimeMilliseconds() + later}\n");
    }

    private static void Append(StringBuilder text, string name, Energy? energy)
    {
        if (energy is { } amount) text.Append(CultureInfo.InvariantCulture, $",{name}={amount.KilowattHours:0.000000}");
    }
}
