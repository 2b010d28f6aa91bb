using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cer.Host.Tests.Web;

public sealed class WebAppTests : IDisposable
{
    private const string Script = "assets/index-AbC123.js";
    private const string Content = "console.log('pagina');";
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-web-").FullName;

    public WebAppTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        File.WriteAllText(Path.Combine(_folder, "index.html"), $"<!doctype html><head>{WebApp.BaseTag}{WebApp.FooterTag}</head>");
        File.WriteAllText(Path.Combine(_folder, "theme.js"), "1;");
        File.WriteAllText(Path.Combine(_folder, Script), Content);
        var file = File.Create(Path.Combine(_folder, $"{Script}.br"));
        using var packed = new BrotliStream(file, CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(Content));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/mesi/2026-10?giorno=2026-10-25")]
    [InlineData("/invito/abc.def")]
    [InlineData("/../../etc/passwd")]
    public async Task Every_address_that_is_no_file_and_no_call_gets_the_page(string address)
    {
        await using var app = await StartAsync();
        using var client = Client(app);
        using var answer = await client.GetAsync(address, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoCache);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("<base href=\"/\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pubblico", "frame-ancestors *")]
    [InlineData("/pubblico/altro", "frame-ancestors 'self'")]
    [InlineData("/cruscotti", "frame-ancestors 'self'")]
    public async Task Only_the_page_for_everybody_may_stand_in_the_page_of_another_site(string address, string ancestors)
    {
        await using var app = await StartAsync();
        using var client = Client(app);
        using var answer = await client.GetAsync(address, Cancellation);
        Assert.EndsWith(ancestors, answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cer", null)]
    [InlineData(null, "/cer")]
    [InlineData(null, "/cer/")]
    public async Task The_page_knows_the_prefix_it_lives_at(string? own, string? proxy)
    {
        await using var app = await StartAsync(own, proxy);
        using var client = Client(app);
        var page = await client.GetStringAsync($"{own}/mesi", Cancellation);
        Assert.Contains("<base href=\"/cer/\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hashed_file_is_kept_for_a_year_and_comes_packed_to_who_takes_it()
    {
        await using var app = await StartAsync();
        using var client = Client(app);
        using var plain = await client.GetAsync($"/{Script}", Cancellation);
        Assert.Equal(Content, await plain.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("public, max-age=31536000, immutable", plain.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("text/javascript", plain.Content.Headers.ContentType?.MediaType);
        Assert.Empty(plain.Content.Headers.ContentEncoding);

        using var ask = Asking("gzip, br");
        using var packed = await client.SendAsync(ask, Cancellation);
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        await using var bytes = await packed.Content.ReadAsStreamAsync(Cancellation);
        await using var stream = new BrotliStream(bytes, CompressionMode.Decompress);
        Assert.Equal(Content, await new StreamReader(stream).ReadToEndAsync(Cancellation));

        using var refusal = Asking("br;q=0");
        using var unpacked = await client.SendAsync(refusal, Cancellation);
        Assert.Empty(unpacked.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("GET", "/theme.js", HttpStatusCode.OK)]
    [InlineData("HEAD", "/mesi", HttpStatusCode.OK)]
    [InlineData("GET", "/assets/index-Old999.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/webservices/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/mesi", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/known", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/known", HttpStatusCode.OK)]
    public async Task Calls_keep_their_own_answers_and_an_unknown_one_is_told_as_a_problem(
        string method, string address, HttpStatusCode expected)
    {
        await using var app = await StartAsync();
        using var client = Client(app);
        using var ask = new HttpRequestMessage(new(method), address);
        using var answer = await client.SendAsync(ask, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        if ((int)expected < 400) return;
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((int)expected, (int)problem["status"]!);
    }

    [Fact]
    public async Task A_program_without_pages_says_so()
    {
        await using var app = await StartAsync(folder: Path.Combine(_folder, "nowhere"));
        using var client = Client(app);
        using var answer = await client.GetAsync("/", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("ops/build.sh", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_where_the_accessibility_declaration_is_and_nothing_of_it_is_markup()
    {
        var footer = new FooterSettings("https://form.agid.gov.it/view/inventata?a=1&b=\">", "accessibilita@comune.example");
        await using var app = await StartAsync(footer: footer);
        using var client = Client(app);
        var page = await client.GetStringAsync("/entra", Cancellation);
        var content = page.Split("<meta name=\"cer-footer\" content=\"")[1].Split('"')[0];
        var foot = JsonNode.Parse(WebUtility.HtmlDecode(content))!;
        Assert.Equal(footer.Accessibility, (string?)foot["accessibility"]);
        Assert.Equal(footer.Feedback, (string?)foot["feedback"]);
    }

    [Theory]
    [InlineData("https://form.agid.gov.it/view/1", "mario.rossi@comune.example", true)]
    [InlineData(null, "https://comune.example/segnala", true)]
    [InlineData(null, null, true)]
    [InlineData("javascript:alert(1)", null, false)]
    [InlineData("form.agid.gov.it", null, false)]
    [InlineData(null, "comune", false)]
    [InlineData(null, "javascript:alert@x.y", false)]
    [InlineData(null, "a@b.it?subject=x", false)]
    public void A_foot_that_leads_nowhere_is_refused_in_a_sentence(string? accessibility, string? feedback, bool good)
    {
        var problem = new FooterSettings(accessibility, feedback).Problem;
        Assert.Equal(good, problem is null);
        Assert.True(good || problem!.Contains("expected", StringComparison.Ordinal));
    }

    private static HttpRequestMessage Asking(string codings) =>
        new(HttpMethod.Get, $"/{Script}") { Headers = { { "Accept-Encoding", codings } } };

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new(app.Urls.Single()) };

    private async Task<WebApplication> StartAsync(
        string? own = null, string? proxy = null, string? folder = null, FooterSettings? footer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        if (own is not null) app.UsePathBase(own);
        app.UseStatusCodePages();
        app.UseRouting();
        app.MapPost("/api/known", () => Results.Ok());
        app.MapGet("/known", () => "known");
        app.MapWebApp(proxy, folder ?? _folder, footer);
        await app.StartAsync(Cancellation);
        return app;
    }
}
