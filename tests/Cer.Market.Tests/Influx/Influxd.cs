using System.Globalization;
using System.Text.Json;
using Cer.Messaging.Influx;
using Cer.Messaging.Tests;

namespace Cer.Market.Tests.Influx;

/// <summary>InfluxDB 1.6 of the distribution, which asks for a name and a password.</summary>
internal sealed class Influxd : SeriesServer
{
    private readonly int _rpc = Ports.Free();
    private bool _isMade;

    protected override string Program => "/usr/bin/influxd";

    protected override string Package => "influxdb";

    protected override string[] Arguments => ["-config", Path.Combine(Folder, "influx.conf")];

    protected override string Health => "/ping";

    public InfluxOptions Options => new()
    {
        Url = Url,
        Version = 1,
        Store = "cer",
        Username = "cer",
        Password = "change-me",
    };

    public override async Task StartAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "influx.conf"),
            $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{_rpc}"
            [meta]
            dir = "{Folder}/meta"
            [data]
            dir = "{Folder}/data"
            wal-dir = "{Folder}/wal"
            [http]
            bind-address = "127.0.0.1:{Port}"
            auth-enabled = true
            [monitor]
            store-enabled = false
            """,
            Cancellation);
        await base.StartAsync();
        if (_isMade) return;
        _isMade = true;
        await QueryAsync("CREATE USER cer WITH PASSWORD 'change-me' WITH ALL PRIVILEGES");
        await QueryAsync("CREATE DATABASE cer");
    }

    /// <summary>Forgets everything that was written.</summary>
    public async Task ForgetAsync()
    {
        await QueryAsync("DROP DATABASE cer");
        await QueryAsync("CREATE DATABASE cer");
    }

    public async Task WriteAsync(string line)
    {
        using var answer = await Http.PostAsync(
            new Uri(Url, "/write?db=cer&precision=s&u=cer&p=change-me"), new StringContent(line), Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string> QueryAsync(string query)
    {
        using var answer = await Http.PostAsync(
            new Uri(Url, "/query?db=cer&epoch=s&u=cer&p=change-me"), new FormUrlEncodedContent([new("q", query)]), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode && !text.Contains("\"error\"", StringComparison.Ordinal), text);
        return text;
    }

    /// <summary>Every value: series, field and second, as the test writes them, with the number.</summary>
    public async Task<SortedDictionary<string, decimal>> ValuesAsync()
    {
        var values = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        using var answer = JsonDocument.Parse(await QueryAsync("SELECT * FROM cer_reading, cer_hour GROUP BY *"));
        if (!answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out var all)) return values;
        foreach (var series in all.EnumerateArray())
        {
            var tags = string.Join(',', series.GetProperty("tags").EnumerateObject()
                .Where(tag => tag.Value.GetString()!.Length > 0).Select(tag => $"{tag.Name}={tag.Value.GetString()}"));
            var name = series.GetProperty("name").GetString();
            string[] columns = [.. series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];
            foreach (var row in series.GetProperty("values").EnumerateArray())
            {
                for (var place = 1; place < columns.Length; place++)
                {
                    if (row[place].ValueKind != JsonValueKind.Number) continue;
                    values.Add(
                        string.Create(CultureInfo.InvariantCulture, $"{name},{tags} {columns[place]} {row[0].GetInt64()}"),
                        Math.Round(row[place].GetDecimal(), 6));
                }
            }
        }

        return values;
    }
}
