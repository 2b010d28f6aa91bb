using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Cer.Apps.Tests;

/// <summary>A platform on loopback: a log-in and a door for readings that the test opens and shuts.</summary>
/// <remarks>It keeps what the real store keeps, with <see cref="Shelf"/>; the real one is before the collector in Cer.Host.Tests.</remarks>
internal sealed class Platform : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Shelf _rows = new();

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
            lock (_rows) return _rows.Standing();
        }
    }

    /// <summary>Rows that came another time with another value.</summary>
    public int Changed
    {
        get
        {
            lock (_rows) return _rows.Changed;
        }
    }

    /// <summary>How often each energy was told.</summary>
    public Dictionary<(string Pod, string Start, string Quantity), int> Told
    {
        get
        {
            lock (_rows) return new(_rows.Told);
        }
    }

    /// <summary>What its clock shows; a quarter that is not over by it is refused.</summary>
    public Instant? Now { get; set; }

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
            var faults = items.SelectMany((item, i) => FaultsOf(item).Select(
                fault => new { row = i + 1, field = fault.Field, found = fault.Found, expected = "another" })).ToList();
            faults.AddRange(Shelf.Seconds(items).Select(
                row => new { row, field = "row", found = "a second row for the same POD, unit and start", expected = "one" }));
            if (faults.Count > 0) return Results.Json(new { faults, left_out = 0 }, statusCode: 400);
            foreach (var item in items) _rows.Take(item);
        }

        return ForgetsToSay ? Results.StatusCode(503) : Results.Json(new { ingest = 1 });
    }

    private IEnumerable<(string Field, string Found)> FaultsOf(JsonElement item)
    {
        if (Fault?.Invoke(item) is { } fault) yield return ("pod", fault);
        if (Now is { } now && Times.At(item.GetProperty("start").GetString()!) + Duration.FromMinutes(15) > now)
            yield return ("start", "an interval that ends in the future");
    }
}
