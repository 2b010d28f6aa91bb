using Cer.Operations.People;

namespace Cer.Operations.Dashboards;

/// <summary>How a member's own things are reached: the token of the session, and which of its members is meant.</summary>
public sealed record MemberDoor(SecretToken Token, int Member);
