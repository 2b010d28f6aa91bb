namespace Cer.Operations.Ports;

/// <summary>Where a definition is: its community, the version, and whether that version is new.</summary>
public sealed record StoredDefinition(CommunityId Community, int Version, bool Added);
