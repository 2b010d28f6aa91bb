namespace Cer.Operations.People.Passkeys;

/// <summary>What is kept of a passkey to know its answers: a public key and how often it was used.</summary>
/// <param name="CredentialId">By which the device names it.</param>
/// <param name="PublicKey">A COSE key.</param>
/// <param name="SignCount">Never goes back; nought of those that are synchronised.</param>
/// <param name="Transports">How a browser reaches it.</param>
/// <param name="BackupEligible">Whether it may be synchronised.</param>
/// <param name="BackedUp">Whether it was at its last use.</param>
/// <param name="Domain">The name of the host it belongs to; null of those from before that was kept.</param>
public sealed record StoredPasskey(
    byte[] CredentialId,
    byte[] PublicKey,
    uint SignCount,
    IReadOnlyList<string> Transports,
    bool BackupEligible,
    bool BackedUp,
    string? Domain = null);
