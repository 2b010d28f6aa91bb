using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cer.Apps.Tests;

/// <summary>A platform on loopback: a log-in and a door for readings that the test opens and shuts.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Dictionary<(string Pod, string Start, string Quantity), (decimal Kwh, string Quality)> _rows = [];

    private Platform(WebApplication web) => _web = web;

    /// <summary>What it answers when it does not take readings.</summary>
    public int? Refuses { get; set; }

    /// <summary>Takes a list, and then answers as if it had not.</summary>
    public bool ForgetsToSay { get; set; }

    /// <summary>What a log-in gives, and what is good.</summary>
    public string Token { get; set; } = "good";

    public int Lists { get; private set; }

    public Func<JsonElement, string?>? Fault { get; set; }

    /// <summary>What is there now.</summary>
    public Dictionary<(string Pod, string Start, string Quantity), (decimal Kwh, string Quality)> Rows
    {
        get
        {
            lock (_rows) return new(_rows);
        }
    }

    /// <summary>Rows that came another time with another value.</summary>
    public int Changed { get; private set; }

    public string Url => _web.Urls.First();

    public static async Task<Platform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var web = builder.Build();
        var platform = new Platform(web);
        web.MapPost(
            "/webservices/rest/UrbanDatasetGateway/login",
            () => Results.Json(new { code = "01", message = "", token = platform.Token }));
        web.MapPost("/api/readings", platform.TakeAsync);
        web.MapGet("/api/readings/share", () => Results.Json(new
        {
            at = "2026-06-10T12:00:00Z",
            hour = Span("2026-06-10T12:00:00Z", 2, 1, 1),
            day = Span("2026-06-09T22:00:00Z", 5, 4.5m, 3.25m),
        }));
        await web.StartAsync();
        return platform;
    }

    public PlatformConfig Config(Folder folder)
    {
        var password = Path.Combine(folder.Path, "password");
        File.WriteAllText(password, "invented\n");
        return new() { Url = Url, Username = "house", PasswordFile = password, Folder = Path.Combine(folder.Path, "apps") };
    }

    /// <summary>Waits until a number of rows is there.</summary>
    public async Task<bool> HasAsync(int rows)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (Rows.Count >= rows) return true;
            await Task.Delay(50);
        }

        return false;
    }

    public (decimal Kwh, string Quality)? Of(string start, string quantity = "produced_kwh") => Rows
        .Where(row => row.Key.Start == start && row.Key.Quantity == quantity)
        .Select(row => ((decimal, string)?)row.Value)
        .FirstOrDefault();

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private static object Span(string from, decimal injectedKwh, decimal withdrawnKwh, decimal sharedKwh) =>
        new { from, injectedKwh, withdrawnKwh, sharedKwh, completenessPercent = 90 };

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (request.Headers.Authorization != $"Bearer {Token}") return Results.StatusCode(401);
        if (Refuses is { } status) return Results.StatusCode(status);
        var list = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
        lock (_rows)
        {
            Lists++;
            var items = list.EnumerateArray().ToArray();
            var faults = items.Select((item, i) => (Row: i + 1, Fault: Fault?.Invoke(item))).Where(one => one.Fault is not null).ToArray();
            if (faults.Length > 0)
            {
                return Results.Json(
                    new
                    {
                        faults = faults.Select(one => new { row = one.Row, field = "pod", found = one.Fault, expected = "another" }),
                        left_out = 0,
                    },
                    statusCode: 400);
            }

            foreach (var item in items) Take(item);
        }

        return ForgetsToSay ? Results.StatusCode(503) : Results.Json(new { ingest = 1 });
    }

    private void Take(JsonElement item)
    {
        foreach (var member in item.EnumerateObject().Where(member => member.Name.EndsWith("_kwh", StringComparison.Ordinal)))
        {
            var key = (item.GetProperty("pod").GetString()!, item.GetProperty("start").GetString()!, member.Name);
            var value = (decimal.Parse(member.Value.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                item.GetProperty("quality").GetString()!);
            if (_rows.TryGetValue(key, out var before) && before != value) Changed++;
            _rows[key] = value;
        }
    }
}
