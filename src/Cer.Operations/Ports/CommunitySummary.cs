using Cer.Domain.Codes;

namespace Cer.Operations.Ports;

/// <summary>A community in a list.</summary>
public sealed record CommunitySummary(CommunityId Id, string Code, string Name, ConfigurationKind Kind, int Version)
{
    /// <summary>Whether it has rules that were invented for the demonstration.</summary>
    public bool Invented { get; init; }
}
