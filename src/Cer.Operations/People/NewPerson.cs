namespace Cer.Operations.People;

/// <summary>A person to be added.</summary>
public sealed record NewPerson(string Login, string Name, string? Email, IReadOnlyList<PersonRole> Roles);
