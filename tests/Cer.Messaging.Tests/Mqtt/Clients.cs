using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>What tests do with a client again and again.</summary>
internal static class Clients
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<MqttVersion> Versions => [MqttVersion.V311, MqttVersion.V5];

    public static Task<MqttClient> ConnectAsync(this MqttOptions options) =>
        MqttClient.ConnectAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>The same with a session that outlives the connection.</summary>
    public static MqttOptions Lasting(this MqttOptions options) => options with
    {
        CleanStart = false,
        SessionExpiry = options.Version == MqttVersion.V5 ? TimeSpan.FromHours(1) : TimeSpan.Zero,
    };

    public static Task<MqttQos> SubscribeAsync(this MqttClient client, string filter) =>
        client.SubscribeAsync(filter, MqttQos.AtLeastOnce, TestContext.Current.CancellationToken);

    public static Task SendAsync(
        this MqttClient client, string topic, string text, MqttQos qos = MqttQos.AtLeastOnce, bool retain = false) =>
        client.PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(text), qos, retain, TestContext.Current.CancellationToken);

    public static Task SendManyAsync(this MqttClient client, string topic, int from, int count) =>
        Task.WhenAll(Enumerable.Range(from, count).Select(i => client.SendAsync(topic, $"{i}")));

    /// <summary>So many messages, acknowledged or not; more than a minute of silence is a failure.</summary>
    public static async Task<List<MqttMessage>> TakeAsync(this MqttClient client, int count, bool acknowledge = true)
    {
        using var patience = new CancellationTokenSource(Patience);
        var found = new List<MqttMessage>();
        if (count == 0) return found;
        try
        {
            await foreach (var batch in client.Batches(1, patience.Token))
            {
                found.AddRange(batch);
                if (acknowledge) await client.AckAsync(batch, patience.Token);
                if (found.Count == count) return found;
                patience.CancelAfter(Patience);
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new InvalidOperationException($"Found {found.Count} messages, expected {count}.");
    }

    /// <summary>Whatever comes within a moment.</summary>
    public static async Task<List<MqttMessage>> TakeForAsync(this MqttClient client, TimeSpan moment, bool acknowledge = true)
    {
        using var end = new CancellationTokenSource(moment);
        var found = new List<MqttMessage>();
        try
        {
            await foreach (var batch in client.Batches(100, end.Token))
            {
                found.AddRange(batch);
                if (acknowledge) await client.AckAsync(batch, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The moment is over.
        }

        return found;
    }

    public static string Text(this MqttMessage message) => System.Text.Encoding.UTF8.GetString(message.Payload.Span);

    public static IEnumerable<string> Texts(this IEnumerable<MqttMessage> messages) => messages.Select(Text);
}
