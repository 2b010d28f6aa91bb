using Cer.Exchange.Shelly;
using Cer.Operations.Intake.Chain2;
using Cer.Operations.Intake.Counters;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Takes in what devices publish in words of their own: counters of Shelly clamps, frames that a bridge passes on.</summary>
public sealed class TakeOwnWords(
    TakeCounters counters, TakeChain2 frames, IIntakeStore intake, IReadOnlyList<CounterRule> rules, TimeProvider time)
{
    /// <summary>Nothing of the energy: a device tells much else.</summary>
    private static readonly IntakeAnswer Nothing = new IntakeAnswer.Taken([], new(0, default, false));

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<IntakeAnswer> RunAsync(
        TopicMessage message, DeviceTopic topic, CommunityId community, CancellationToken cancellation) => topic.Kind switch
        {
            DeviceTopicKind.Chain2Payload => await frames.RunAsync(
                new()
                {
                    Community = community,
                    Source = IntakeSource.Mqtt,
                    Device = topic.Name,
                    Raw = message.Payload,
                    Type = topic.Detail,
                },
                cancellation) ?? Nothing,
            DeviceTopicKind.ShellyStatus when !ShellyReader.IsCounter(topic.Detail) => Nothing,
            // It has no time of its own: kept by the broker, it is of no known time.
            DeviceTopicKind.ShellyStatus when message.IsRetained => Nothing,
            DeviceTopicKind.ShellyStatus => await CountAsync(
                message, topic, community, ShellyReader.ReadStatus(message.Payload, topic.Detail), cancellation),
            _ => await CountAsync(message, topic, community, ShellyReader.ReadNotification(message.Payload), cancellation),
        };

    private async Task<IntakeAnswer> CountAsync(
        TopicMessage message, DeviceTopic topic, CommunityId community, ShellyOutcome outcome, CancellationToken cancellation)
    {
        if (outcome is not ShellyOutcome.Read { Counters: var shown })
        {
            var reason = ((ShellyOutcome.Refused)outcome).Reason;
            await intake.StoreAsync(
                new IntakeRecord
                {
                    Community = community,
                    Source = IntakeSource.Mqtt,
                    Device = topic.Name,
                    Raw = message.Payload,
                    Refusal = reason,
                    ReceivedAt = Now,
                },
                cancellation);
            return new IntakeAnswer.Refused(reason);
        }

        var answer = Nothing;
        foreach (var one in shown)
        {
            if (one.At is null && message.IsHeld) continue;
            var rule = rules.FirstOrDefault(rule =>
                (rule.Community, rule.Device, rule.Component) == (topic.Community, topic.Name, one.Component));
            // The first clamp is the one that the device is registered for; another counts when the settings say what it is.
            if (rule is null && !one.Component.EndsWith(":0", StringComparison.Ordinal)) continue;
            answer = await counters.RunAsync(
                new()
                {
                    Community = community,
                    Source = IntakeSource.Mqtt,
                    Device = topic.Name,
                    Component = one.Component,
                    Rule = rule,
                    At = one.At ?? message.ArrivedAt ?? Now,
                    Forward = one.Forward,
                    Backward = one.Backward,
                    Raw = message.Payload,
                },
                cancellation) ?? answer;
        }

        return answer;
    }
}
