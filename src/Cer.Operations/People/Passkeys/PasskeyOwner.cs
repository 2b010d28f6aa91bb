namespace Cer.Operations.People.Passkeys;

/// <summary>A person as passkeys know it.</summary>
/// <param name="Person">The store's number.</param>
/// <param name="Handle">By which a passkey names the person; it tells nothing.</param>
/// <param name="Login">What the person signs in with.</param>
/// <param name="Name">How the person is called.</param>
public sealed record PasskeyOwner(int Person, string Handle, string Login, string Name);
