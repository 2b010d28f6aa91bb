using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cer.Addon.Tests.Ingress;

/// <summary>Home Assistant between a browser and the app: its frame, its ingress, and its filter, as they were seen.</summary>
/// <remarks>
/// Measured on the Supervisor of August 2026: headers of a browser are replaced, a redirect passes unchanged, and queries
/// that look like an attack are answered with 400 before the app sees them. What is asked for outside ingress is noted.
/// </remarks>
internal sealed partial class FakeHome : IAsyncDisposable
{
    private static readonly string[] Own = ["Host", "Connection", "Transfer-Encoding", "Accept-Encoding", "Keep-Alive"];
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication _proxy;
    private readonly Uri _app;

    private FakeHome(Uri app)
    {
        _app = app;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _proxy = builder.Build();
        _proxy.Run(AnswerAsync);
    }

    /// <summary>Paths that a browser asked for although they are not the app's.</summary>
    public ConcurrentQueue<string> Escaped { get; } = new();

    /// <summary>Queries that the filter refused.</summary>
    public ConcurrentQueue<string> Filtered { get; } = new();

    /// <summary>Redirects, and cookies for places that are not the app's.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Who is signed in to Home Assistant.</summary>
    public string User { get; set; } = "";

    public string Name { get; set; } = "Maria Ruscello";

    public Uri Address => new(_proxy.Urls.Single());

    public static async Task<FakeHome> StartAsync(Uri app)
    {
        var home = new FakeHome(app);
        await home._proxy.StartAsync(TestContext.Current.CancellationToken);
        return home;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/") await FrameAsync(context);
        else if (!path.StartsWith($"{SupervisorCall.Place}/", StringComparison.Ordinal)) await RefuseAsync(context, Escaped, path, 404);
        else if (Attack().IsMatch(WebUtility.UrlDecode(context.Request.QueryString.Value ?? "")))
            await RefuseAsync(context, Filtered, $"{path}{context.Request.QueryString}", 400);
        else await PassAsync(context, path[SupervisorCall.Place.Length..]);
    }

    private static Task FrameAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!doctype html><html lang="it"><title>Home Assistant</title><link rel="icon" href="data:,">
            <style>body&#123;margin:0&#125;iframe&#123;border:0;width:100%;height:100vh&#125;</style>
            <iframe title="Comunità energetica" src="{SupervisorCall.Place}/"></iframe></html>
            """.Replace("&#123;", "{", StringComparison.Ordinal).Replace("&#125;", "}", StringComparison.Ordinal));
    }

    private static Task RefuseAsync(HttpContext context, ConcurrentQueue<string> told, string what, int status)
    {
        told.Enqueue(what);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task PassAsync(HttpContext context, string path)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(_app, $"{path}{context.Request.QueryString}"));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (Own.Contains(name) || name.StartsWith("X-Remote-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Ingress-", StringComparison.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        request.Headers.Add("X-Ingress-Path", SupervisorCall.Place);
        request.Headers.Add("X-Forwarded-For", "None, 192.168.1.20, 172.30.32.1");
        request.Headers.Add("X-Forwarded-Proto", "http");
        request.Headers.Add("X-Forwarded-Host", context.Request.Host.Value);
        request.Headers.Add("X-Remote-User-Id", User);
        request.Headers.TryAddWithoutValidation("X-Remote-User-Display-Name", Name);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name == "Location") Wrong.Enqueue($"{path}: Location {string.Join(' ', values)}");
            if (name == "Set-Cookie" && !values.All(IsBelow)) Wrong.Enqueue($"{path}: {string.Join(' ', values)}");
            if (!Own.Contains(name)) context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static bool IsBelow(string cookie) => cookie.Contains($"path={SupervisorCall.Place}", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"concat\s*\(|\.\./|<script|=/[A-Za-z0-9]+/", RegexOptions.IgnoreCase)]
    private static partial Regex Attack();
}
