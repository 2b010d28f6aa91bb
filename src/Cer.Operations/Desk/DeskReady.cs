using Cer.Operations.Ports;

namespace Cer.Operations.Desk;

/// <summary>An act that was planned whole: what it changes, the definition that it makes, and whom it is about.</summary>
internal sealed record DeskReady(DeskPlan Plan, CommunityDefinition Definition, IReadOnlyList<ActMember> Members);
