using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Ports;

namespace Cer.Host.Homes;

/// <summary>Rings in Home Assistant when there is something new, and hears who proposes there to close a month.</summary>
internal sealed partial class HomeWatch(
    HomeClient client, HomeBell bell, ProposeClosing proposals, TimeProvider time, ILogger<HomeWatch> logger)
{
    /// <summary>The event that an automation may fire: it names the community, or none where there is one.</summary>
    public const string ProposeEvent = "cer_propose_closing";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>Goes on until it is cancelled; whatever fails is tried again.</summary>
    public Task RunAsync(CommunitySummary community, CancellationToken cancellation) =>
        Task.WhenAll(RingAsync(community, cancellation), HearAsync(community, cancellation));

    private async Task RingAsync(CommunitySummary community, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (client.State == HomeState.Ready) await TryAsync(() => bell.LookAsync(community, cancellation), cancellation);
            await Task.Delay(client.State == HomeState.Ready ? Pause : Soon, time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HearAsync(CommunitySummary community, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await TryAsync(() => ListenAsync(community, cancellation), cancellation);
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CommunitySummary community, CancellationToken cancellation)
    {
        var wanted = new JsonObject { ["event_type"] = ProposeEvent };
        await foreach (var news in client.ListenAsync("subscribe_events", wanted, cancellation))
        {
            if (news is not HomeNews.Event { Body: var body } || !IsFor(body, community.Code)) continue;
            var month = await proposals.RunAsync(community.Id, cancellation);
            LogProposed(community.Code, month?.ToString() ?? "none");
        }
    }

    private static bool IsFor(JsonElement body, string code) =>
        !(body.ValueKind == JsonValueKind.Object && body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("community", out var named))
        || (named.ValueKind == JsonValueKind.String && named.GetString() == code);

    private async Task TryAsync(Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await act();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogAway(failure is HomeFault fault ? fault.Message : DatabaseFault.Reason(failure));
        }
        catch (OperationCanceledException)
        {
            // The turn is over, or the server stops.
        }
    }

    [LoggerMessage(LogLevel.Information, "An event of Home Assistant proposed to close a month of {Community}: {Month}")]
    private partial void LogProposed(string community, string month);

    [LoggerMessage(LogLevel.Warning, "Home Assistant is not notified for now: {Reason}")]
    private partial void LogAway(string reason);
}
