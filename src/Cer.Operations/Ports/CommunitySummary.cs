using Cer.Domain.Codes;

namespace Cer.Operations.Ports;

/// <summary>A community in a list.</summary>
public sealed record CommunitySummary(CommunityId Id, string Code, string Name, ConfigurationKind Kind, int Version);
