namespace Cer.Operations.Ports;

/// <summary>What is to be done, for whom and for when.</summary>
/// <param name="Community">The community.</param>
/// <param name="Kind">Which work, such as hours or month.</param>
/// <param name="Period">The day or month, as 2026-01-31 or 2026-01.</param>
public sealed record WorkItem(CommunityId Community, string Kind, string Period);
