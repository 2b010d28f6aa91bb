using Cer.Operations.Ports;

namespace Cer.Operations.Looks;

/// <summary>Whose data a call asks for.</summary>
/// <param name="Community">The store's number of the community.</param>
/// <param name="Code">Its code.</param>
/// <param name="Member">The store's number of the member; null for every member.</param>
public sealed record LookTarget(CommunityId Community, string Code, int? Member);
