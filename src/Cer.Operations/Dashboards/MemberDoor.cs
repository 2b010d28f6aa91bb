using Cer.Operations.People;

namespace Cer.Operations.Dashboards;

/// <summary>How a member's own things are reached: the token of the session, which of its members is meant, and by which delegation
/// somebody else looks.</summary>
public sealed record MemberDoor(SecretToken Token, int Member, long? Mandate = null);
