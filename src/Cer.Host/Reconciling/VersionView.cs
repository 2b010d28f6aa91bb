namespace Cer.Host.Reconciling;

/// <summary>The version that something is kept as.</summary>
internal sealed record VersionView(int Version);
