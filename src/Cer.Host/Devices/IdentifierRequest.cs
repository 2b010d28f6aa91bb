namespace Cer.Host.Devices;

/// <summary>The identifier by which ENEA knows a community, or null to take it back; and why.</summary>
internal sealed record IdentifierRequest(string? Identifier, string? Reason);
