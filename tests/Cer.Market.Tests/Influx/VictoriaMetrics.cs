using System.Globalization;
using System.Text.Json;
using Cer.Messaging.Influx;

namespace Cer.Market.Tests.Influx;

/// <summary>VictoriaMetrics of the distribution, which collapses points of one time.</summary>
internal sealed class VictoriaMetrics : SeriesServer
{
    protected override string Program => "/usr/bin/victoria-metrics";

    protected override string Package => "victoria-metrics";

    protected override string[] Arguments =>
    [
        $"-storageDataPath={Folder}/data", $"-httpListenAddr=127.0.0.1:{Port}", "-retentionPeriod=100y", "-dedup.minScrapeInterval=1s",
        "-memory.allowedBytes=64MB",
    ];

    protected override string Health => "/health";

    public InfluxOptions Options => new()
    {
        Url = Url,
        Version = 2,
        Store = "cer",
        Organisation = "comune",
        Token = "change-me",
        Dedupes = true,
    };

    /// <summary>Every value: series, field and second, as the test writes them, with the number.</summary>
    public async Task<SortedDictionary<string, decimal>> ValuesAsync()
    {
        var values = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        (await Http.GetAsync(new Uri(Url, "/internal/force_flush"), Cancellation)).EnsureSuccessStatusCode();
        var text = await Http.GetStringAsync(new Uri(Url, "/api/v1/export?match[]={__name__=~\"cer_.*\"}&start=0"), Cancellation);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var series = JsonDocument.Parse(line);
            var metric = series.RootElement.GetProperty("metric");
            var name = metric.GetProperty("__name__").GetString()!;
            var measurement = name.StartsWith("cer_hour", StringComparison.Ordinal) ? "cer_hour" : "cer_reading";
            var field = name[(measurement.Length + 1)..];
            var tags = string.Join(',', metric.EnumerateObject().Where(tag => tag.Name is "community" or "meter" or "point" or "unit")
                .OrderBy(tag => tag.Name, StringComparer.Ordinal).Select(tag => $"{tag.Name}={tag.Value.GetString()}"));
            foreach (var (value, at) in series.RootElement.GetProperty("values").EnumerateArray()
                .Zip(series.RootElement.GetProperty("timestamps").EnumerateArray()))
            {
                values.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{measurement},{tags} {field} {at.GetInt64() / 1000}"),
                    Math.Round(value.GetDecimal(), 6));
            }
        }

        return values;
    }
}
