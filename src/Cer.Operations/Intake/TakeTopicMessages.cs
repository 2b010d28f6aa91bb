using System.Data.Common;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Takes messages in that came on the topics of devices, and returns when all of them are committed.</summary>
/// <remarks>
/// A message that cannot be used is recorded with its reason, like any other door does, and counts as taken: it must
/// not come again. Only a store that is away makes this fail, and then everything may be tried again.
/// </remarks>
public sealed class TakeTopicMessages(
    ICommunityStore communities,
    IMqttAccountStore accounts,
    TakeReadings take,
    IIntakeStore intake,
    IStrayStore strays,
    TakeOwnWords own,
    TimeProvider time)
{
    /// <exception cref="DbException">The store is away: some may be committed, none is lost, all may be sent again.</exception>
    public async Task<IReadOnlyList<IntakeAnswer>> RunAsync(
        IReadOnlyList<TopicMessage> messages, CancellationToken cancellation)
    {
        var known = new Dictionary<string, Addressee?>(StringComparer.Ordinal);
        var answers = new Task<IntakeAnswer>[messages.Count];
        var (places, incoming) = (new List<int>(), new List<IncomingMessage>());
        var later = new List<(int Place, DeviceTopic Topic, CommunityId Community)>();
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (!DeviceTopic.TryParse(message.Topic, out var topic))
            {
                answers[i] = KeepAsync(message, $"found a topic of another form, expected {DeviceTopic.Filter}", cancellation);
                continue;
            }

            if (!known.TryGetValue(topic.Community, out var addressee))
                known[topic.Community] = addressee = await FindAsync(topic.Community, cancellation);
            if (addressee is null)
            {
                const string Reason = "found a topic of a community that nobody declared, expected the code of one";
                answers[i] = KeepAsync(message, Reason, cancellation);
                continue;
            }

            if (topic.Kind != DeviceTopicKind.UrbanDataset)
            {
                later.Add((i, topic, addressee.Community));
                continue;
            }

            places.Add(i);
            incoming.Add(Incoming(message, topic, addressee));
        }

        var taken = await take.RunTogetherAsync(incoming, cancellation);
        for (var i = 0; i < taken.Count; i++) answers[places[i]] = AnswerAsync(incoming[i], taken[i], cancellation);
        // One after the other: what a counter shows is held against what it showed before.
        foreach (var (place, topic, community) in later)
            answers[place] = Task.FromResult(await OwnAsync(messages[place], topic, community, cancellation));
        return await Task.WhenAll(answers);
    }

    private static IncomingMessage Incoming(TopicMessage message, DeviceTopic topic, Addressee addressee) => new()
    {
        Community = addressee.Community,
        Source = IntakeSource.Mqtt,
        Raw = message.Payload,
        Devices = addressee.Bridged[topic.Name].Append(topic.Name).ToHashSet(StringComparer.Ordinal),
        Origin = topic.Name,
    };

    private async Task<IntakeAnswer> OwnAsync(
        TopicMessage message, DeviceTopic topic, CommunityId community, CancellationToken cancellation)
    {
        try
        {
            return await own.RunAsync(message, topic, community, cancellation);
        }
        catch (Exception failure) when (IsOfTheMessage(failure))
        {
            var incoming = new IncomingMessage
            {
                Community = community,
                Source = IntakeSource.Mqtt,
                Raw = message.Payload,
                Origin = topic.Name,
            };
            return await BuryAsync(incoming, failure, cancellation);
        }
    }

    private async Task<IntakeAnswer> KeepAsync(TopicMessage message, string reason, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        await strays.KeepAsync(message.Topic, reason, message.Payload, now, cancellation);
        return new IntakeAnswer.Refused(reason);
    }

    private async Task<Addressee?> FindAsync(string code, CancellationToken cancellation) =>
        await communities.FindAsync(code, cancellation) is { } community
            ? new(community, await accounts.BridgedAsync(community, cancellation))
            : null;

    private async Task<IntakeAnswer> AnswerAsync(
        IncomingMessage message, Task<IntakeAnswer> taken, CancellationToken cancellation)
    {
        try
        {
            return await taken;
        }
        catch (Exception failure) when (IsOfTheMessage(failure))
        {
            return await BuryAsync(message, failure, cancellation);
        }
    }

    /// <summary>Whether it is the message that cannot be stored, and not the store that cannot be reached.</summary>
    private static bool IsOfTheMessage(Exception failure) => failure switch
    {
        // SQL standard: data exception, integrity constraint violation.
        DbException { SqlState: { } state } =>
            state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal),
        DbException or OperationCanceledException or TimeoutException or IOException or ObjectDisposedException => false,
        _ => true,
    };

    /// <summary>Keeps a message as evidence that would fail each time it came; when even that fails, so does this.</summary>
    private async Task<IntakeAnswer> BuryAsync(
        IncomingMessage message, Exception failure, CancellationToken cancellation)
    {
        var reason = $"found a message that the store cannot take ({failure.GetType().Name}), expected another";
        await intake.StoreAsync(
            new IntakeRecord
            {
                Community = message.Community,
                Source = message.Source,
                Device = message.Origin,
                Raw = message.Raw,
                Refusal = reason,
                ReceivedAt = Instant.FromDateTimeOffset(time.GetUtcNow()),
            },
            cancellation);
        return new IntakeAnswer.Refused(reason);
    }

    private sealed record Addressee(CommunityId Community, ILookup<string, string> Bridged);
}
