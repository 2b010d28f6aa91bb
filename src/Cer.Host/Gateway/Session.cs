namespace Cer.Host.Gateway;

/// <summary>An account that logged in: since when, with which password, and before which revocation.</summary>
internal sealed record Session(string Username, ReadOnlyMemory<byte> Salt, int Revoked, long Since);
