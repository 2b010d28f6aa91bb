using Cer.Operations.Ports;

namespace Cer.Operations.Submitting;

/// <summary>For what a call is made.</summary>
/// <param name="Community">Whose.</param>
/// <param name="Key">The key of the package.</param>
/// <param name="Who">In whose name.</param>
public sealed record CallFor(CommunityId Community, string Key, string Who);
