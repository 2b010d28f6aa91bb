using Cer.Operations.Ports;

namespace Cer.Operations.People;

/// <summary>By what a person proves who it is.</summary>
/// <param name="Person">The store's number.</param>
/// <param name="Login">What the person signs in with.</param>
/// <param name="Password">Null until an invite was accepted.</param>
/// <param name="Totp">Sealed secret of the app whose codes are asked for; null without one.</param>
/// <param name="OfferedTotp">Sealed secret of an app that has not shown a code yet.</param>
/// <param name="Enabled">Whether the person may sign in at all.</param>
public sealed record Credentials(
    int Person, string Login, PasswordHash? Password, byte[]? Totp, byte[]? OfferedTotp, bool Enabled);
