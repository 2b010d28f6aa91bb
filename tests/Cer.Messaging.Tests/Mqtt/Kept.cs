using System.Text;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>A connection that is kept up beside a test.</summary>
internal sealed class Kept : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MqttConnection _connection;
    private readonly Task _running;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Kept(MqttOptions options)
    {
        _connection = new(options, [], TimeProvider.System);
        _running = _connection.RunAsync(WorkAsync, _stop.Token);
    }

    /// <summary>The connection as it is now.</summary>
    public MqttClient Client { get; private set; } = null!;

    public static async Task<Kept> StartAsync(MqttOptions options)
    {
        var kept = new Kept(options);
        await kept._first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return kept;
    }

    public Task SendAsync(string topic, string text, MqttQos qos = MqttQos.AtLeastOnce, bool retain = false) =>
        _connection.PublishAsync(
            new() { Topic = topic, Payload = Encoding.UTF8.GetBytes(text), Qos = qos, Retain = retain },
            TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WorkAsync(MqttClient client, CancellationToken cancellation)
    {
        Client = client;
        _first.TrySetResult();
        await foreach (var batch in client.Batches(100, cancellation)) await client.AckAsync(batch, cancellation);
    }
}
