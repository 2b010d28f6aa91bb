namespace Cer.Host.Submitting;

/// <summary>What a person says of handing a package over.</summary>
internal sealed record HandOverRequest(string? Note, string? Protocol);
