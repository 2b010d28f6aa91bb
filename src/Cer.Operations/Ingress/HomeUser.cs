namespace Cer.Operations.Ingress;

/// <summary>A user of Home Assistant who opened the pages there.</summary>
/// <param name="Id">Home Assistant's number for the user, which never changes.</param>
/// <param name="Name">How Home Assistant shows the user; it may change.</param>
public sealed record HomeUser(string Id, string Name);
