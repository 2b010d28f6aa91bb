namespace Cer.Operations.Desk;

/// <summary>Another person acts for a member.</summary>
/// <param name="Delegate">The name of who acts.</param>
/// <param name="Term">From when to when.</param>
/// <param name="Evidence">The paper that says so.</param>
public sealed record NewDelegation(string Delegate, DeskTerm Term, DeskEvidence Evidence);
