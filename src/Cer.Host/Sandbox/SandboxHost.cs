using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Cer.Host.Sandbox;

/// <summary>The server that plays GSE and ARERA.</summary>
internal static class SandboxHost
{
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The server, ready to run; its folder has what it needs from then on.</summary>
    public static WebApplication Build(SandboxOptions options, TimeProvider time)
    {
        Directory.CreateDirectory(options.Folder);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "cer" });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) =
            (true, "yyyy-MM-ddTHH:mm:ssZ ", true));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        var server = SandboxCertificates.Server(options.Folder, options.Url, time);
        var client = SandboxCertificates.Client(options.Folder, time);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Listen(Address(options.Url), options.Url.Port, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = server;
                https.ClientCertificateMode =
                    options.MutualTls ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                // Its own and no other: whoever signed it does not matter.
                https.ClientCertificateValidation = (shown, _, _) =>
                    shown.RawDataMemory.Span.SequenceEqual(client.RawDataMemory.Span);
            }));
        });
        builder.Services.AddSingleton(options)
            .AddSingleton(time)
            .AddSingleton(SandboxClient.Of(options.Folder, out _))
            .AddSingleton<SandboxTokens>()
            .AddSingleton(new SandboxFaults(options.Folder))
            .AddSingleton(new SandboxPackages(options.Folder));
        var app = builder.Build();
        app.Use(TellAsync);
        app.MapSandbox();
        app.MapFallback("{*path}", () => SandboxAnswers.Problem(404, "Found no such address, expected one of openapi.json."));
        return app;
    }

    private static IPAddress Address(Uri url) => url.Host is "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? address
        : throw new UserFault($"Found {url.Host} as the host of --url, expected an address such as 127.0.0.1.");

    private static async Task TellAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["X-Sandbox"] = "NOT GSE, NOT ARERA";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await SandboxAnswers.Problem(
                bad.StatusCode, "Found a body that cannot be read, expected one as the description says.")
                .ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
    }
}
