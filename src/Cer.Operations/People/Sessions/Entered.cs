namespace Cer.Operations.People.Sessions;

/// <summary>What the browser of somebody who came in is given.</summary>
/// <param name="Session">The token of the session.</param>
/// <param name="Device">By which the browser is known from now on.</param>
public sealed record Entered(SecretToken Session, SecretToken Device);
