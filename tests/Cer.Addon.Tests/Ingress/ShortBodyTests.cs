using Cer.Host.Ingress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cer.Addon.Tests.Ingress;

/// <summary>Lengths of answers: short ones are told, long ones flow, and events are passed on as they come.</summary>
public sealed class ShortBodyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, true)]
    [InlineData(60_000, true)]
    [InlineData(100_000, false)]
    public async Task A_body_in_pieces_has_a_length_when_it_is_short(int size, bool told)
    {
        await using var app = await StartAsync(async context =>
        {
            for (var left = size; left > 0; left -= 999)
            {
                await context.Response.WriteAsync(new string('x', Math.Min(left, 999)), Cancellation);
                await context.Response.Body.FlushAsync(Cancellation);
            }
        });
        using var client = new HttpClient();
        using var response = await client.GetAsync(app.Urls.Single(), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(told ? size : null, response.Content.Headers.ContentLength);
        Assert.Equal(size, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length);
    }

    [Fact]
    public async Task An_event_arrives_before_the_next_one_is_written()
    {
        var next = new TaskCompletionSource();
        await using var app = await StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n", Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            await next.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
            await context.Response.WriteAsync("data: 2\n\n", Cancellation);
        });
        using var client = new HttpClient();
        using var response = await client.GetAsync(app.Urls.Single(), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal("data: 1", await reader.ReadLineAsync(Cancellation));
        next.SetResult();
        Assert.Equal("\ndata: 2\n\n", await reader.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task An_answer_that_failed_in_the_middle_is_begun_anew()
    {
        await using var app = await StartAsync(async context =>
        {
            await context.Response.WriteAsync("half of", Cancellation);
            context.Response.Clear();
            await context.Response.WriteAsync("a sentence", Cancellation);
        });
        using var client = new HttpClient();
        Assert.Equal("a sentence", await client.GetStringAsync(new Uri(app.Urls.Single()), Cancellation));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task An_answer_without_a_body_stays_one(int status)
    {
        await using var app = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(app.Urls.Single()), Cancellation);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseMiddleware<ShortBodies>();
        app.Run(answer);
        await app.StartAsync(Cancellation);
        return app;
    }
}
