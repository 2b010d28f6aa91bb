using Cer.Operations.Desk;

namespace Cer.Host.Desk;

/// <summary>Who is to act for a member; or the end of that.</summary>
internal sealed record DelegationRequest(
    int? Member, string? Name, string? From, string? To, DeskForm.EvidenceForm? Evidence, string? LastDay, string? Reason,
    string? Email);
