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
    ICommunityStore communities, IMqttAccountStore accounts, TakeReadings take, IIntakeStore intake, TimeProvider time)
{
    // Community numbers begin at 1: here is what came for communities that nobody declared.
    private static readonly CommunityId Nobody = new(0);

    /// <exception cref="DbException">The store is away: some may be committed, none is lost, all may be sent again.</exception>
    public async Task<IReadOnlyList<IntakeAnswer>> RunAsync(
        IReadOnlyList<TopicMessage> messages, CancellationToken cancellation)
    {
        var known = new Dictionary<string, Addressee?>(StringComparer.Ordinal);
        var addressed = new IncomingMessage[messages.Count];
        for (var i = 0; i < messages.Count; i++) addressed[i] = await AddressAsync(messages[i], known, cancellation);
        return await Task.WhenAll(addressed.Select(message => TakeAsync(message, cancellation)));
    }

    private async Task<IncomingMessage> AddressAsync(
        TopicMessage message, Dictionary<string, Addressee?> known, CancellationToken cancellation)
    {
        var incoming = new IncomingMessage
        {
            Community = Nobody,
            Source = IntakeSource.Mqtt,
            Raw = message.Payload,
            Origin = message.Topic,
        };
        if (!DeviceTopic.TryParse(message.Topic, out var topic))
            return incoming with { Refusal = $"found a topic of another form, expected {DeviceTopic.Filter}" };
        if (!known.TryGetValue(topic.Community, out var addressee))
            known[topic.Community] = addressee = await FindAsync(topic.Community, cancellation);
        return addressee is null
            ? incoming with { Refusal = "found a topic of a community that nobody declared, expected the code of one" }
            : incoming with
            {
                Community = addressee.Community,
                Devices = addressee.Bridged[topic.Name].Append(topic.Name).ToHashSet(StringComparer.Ordinal),
                Origin = topic.Name,
            };
    }

    private async Task<Addressee?> FindAsync(string code, CancellationToken cancellation) =>
        await communities.FindAsync(code, cancellation) is { } community
            ? new(community, await accounts.BridgedAsync(community, cancellation))
            : null;

    private async Task<IntakeAnswer> TakeAsync(IncomingMessage message, CancellationToken cancellation)
    {
        try
        {
            return await take.RunAsync(message, cancellation);
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
