using Cer.Host.Addon;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cer.Addon.Tests.Running;

/// <summary>The broker that Home Assistant offers: asked for as the Supervisor was seen to answer.</summary>
public sealed class BrokerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The port is documented as text and was seen as a number; the provider is `addon` in one version, `app` in the next.
    [Theory]
    [InlineData("1883", "addon")]
    [InlineData("\"1883\"", "app")]
    public async Task It_is_taken_as_it_comes(string port, string provider)
    {
        await using var supervisor = await StartAsync(200, $$"""
            {
              "result": "ok",
              "data": {
                "{{provider}}": "core_mosquitto", "host": "core-mosquitto", "port": {{port}}, "ssl": false, "protocol": "3.1.1",
                "username": "addons", "password": "parola"
              }
            }
            """);
        Assert.Equal(new AddonBroker("core-mosquitto", 1883, "addons", "parola", false), await AskAsync(supervisor));
    }

    [Fact]
    public async Task None_is_offered()
    {
        await using var supervisor = await StartAsync(400, """{"result": "error", "message": "Service not enabled"}""");
        Assert.Null(await AskAsync(supervisor));
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(502, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"data": {"host": "a"}}""")]
    public async Task Whoever_cannot_be_asked_is_told_apart_from_none(int status, string body)
    {
        await using var supervisor = await StartAsync(status, body);
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(supervisor));
    }

    private static Task<AddonBroker?> AskAsync(WebApplication supervisor) =>
        SupervisorBroker.AskAsync(new(supervisor.Urls.Single()), "gettone", Cancellation);

    private static async Task<WebApplication> StartAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            var known = context.Request.Headers.Authorization == "Bearer gettone" && context.Request.Path == "/services/mqtt";
            context.Response.StatusCode = known ? status : 418;
            return context.Response.WriteAsync(body, Cancellation);
        });
        await app.StartAsync(Cancellation);
        return app;
    }
}
