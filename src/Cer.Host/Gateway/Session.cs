namespace Cer.Host.Gateway;

/// <summary>An account that logged in: since when, and with which password.</summary>
internal sealed record Session(string Username, ReadOnlyMemory<byte> Salt, long Since);
