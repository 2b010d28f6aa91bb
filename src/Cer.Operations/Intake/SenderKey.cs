using Cer.Operations.Ports;

namespace Cer.Operations.Intake;

/// <summary>Who sends: an account, or a name at the broker. What an account sends by several doors counts together.</summary>
public readonly record struct SenderKey(CommunityId Community, bool IsTopic, string Name)
{
    public static SenderKey Of(Account account) => new(account.Community, IsTopic: false, account.Username);

    public static SenderKey Of(CommunityId community, DeviceTopic topic) => new(community, IsTopic: true, topic.Name);
}
