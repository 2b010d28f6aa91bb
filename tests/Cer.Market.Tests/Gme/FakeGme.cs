using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace Cer.Market.Tests.Gme;

/// <summary>A server on loopback that answers as GME's interface was seen to: a token, then base64 of a ZIP of rows.</summary>
internal sealed class FakeGme : IAsyncDisposable
{
    public const string Login = "comune-esempio";
    public const string Password = "change-me";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly WebApplication _app;
    private readonly HashSet<string> _tokens = [];
    private int _logins;

    private FakeGme()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/request/api/v1/Auth", AuthAsync);
        _app.MapPost("/request/api/v1/RequestData", DataAsync);
    }

    public Uri Base => new($"{_app.Urls.Single()}/request");

    /// <summary>What was asked for, in order.</summary>
    public ConcurrentQueue<JsonElement> Questions { get; } = new();

    public int Logins => _logins;

    /// <summary>What the next calls for data get in place of prices: each is used once.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    public GmeRows Rows { get; set; } = new();

    public static async Task<FakeGme> StartAsync()
    {
        var gme = new FakeGme();
        await gme._app.StartAsync(TestContext.Current.CancellationToken);
        return gme;
    }

    /// <summary>From now on no token that was given is good.</summary>
    public void ForgetTokens()
    {
        lock (_tokens) _tokens.Clear();
    }

    public static Func<HttpContext, Task> Says(int status, string body, string type = "application/json") => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    };

    public static string Envelope(byte[] archive) =>
        JsonSerializer.Serialize(new { resultRequest = "OK", contentResponse = Convert.ToBase64String(archive) });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AuthAsync(HttpContext context)
    {
        Interlocked.Increment(ref _logins);
        var asked = (await context.Request.ReadFromJsonAsync<JsonElement>())!;
        if (asked.GetProperty("Login").GetString() != Login || asked.GetProperty("Password").GetString() != Password)
        {
            await Says(200, """{"success":false,"reason":"Invalid credentials","token":null}""")(context);
            return;
        }

        var token = Guid.NewGuid().ToString("N");
        lock (_tokens) _tokens.Add(token);
        await Says(200, JsonSerializer.Serialize(new { success = true, reason = "", token }))(context);
    }

    private async Task DataAsync(HttpContext context)
    {
        var shown = context.Request.Headers.Authorization.ToString();
        bool isKnown;
        lock (_tokens) isKnown = _tokens.Contains(shown.Replace("Bearer ", "", StringComparison.Ordinal));
        if (!isKnown)
        {
            await Says(401, "")(context);
            return;
        }

        var asked = await context.Request.ReadFromJsonAsync<JsonElement>();
        Questions.Enqueue(asked);
        if (Faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        Assert.Equal("PublicMarketResults MGP ME_ZonalPrices", string.Create(
            CultureInfo.InvariantCulture,
            $"{asked.GetProperty("Platform")} {asked.GetProperty("Segment")} {asked.GetProperty("DataName")}"));
        await Says(200, Envelope(Rows.Archive(Read("IntervalStart"), Read("IntervalEnd"))))(context);

        LocalDate Read(string name) => Day.Parse(asked.GetProperty(name).GetString()!).Value;
    }
}
