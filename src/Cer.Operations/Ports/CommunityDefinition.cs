using Cer.Domain.Community;

namespace Cer.Operations.Ports;

/// <summary>All that a referent declares: the community and the rule overlays of its own.</summary>
/// <param name="Community">The community.</param>
/// <param name="Rules">Rule files laid over the program's own set, by name.</param>
/// <param name="Source">The text it was read from, so that input hashes can be repeated; else null.</param>
public sealed record CommunityDefinition(
    EnergyCommunity Community, IReadOnlyList<RuleText> Rules, string? Source = null);
