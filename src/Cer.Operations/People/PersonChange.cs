namespace Cer.Operations.People;

/// <summary>What a person is to be from now on, as a whole.</summary>
/// <param name="Name">How the person is called.</param>
/// <param name="Email">Where letters for the person go; nowhere when null.</param>
/// <param name="Roles">What the person may do: these and no others.</param>
public sealed record PersonChange(string Name, string? Email, IReadOnlyList<PersonRole> Roles);
