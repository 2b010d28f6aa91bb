namespace Cer.Operations.People;

/// <summary>What a person shows once more before what an unguarded screen must not do.</summary>
/// <param name="Password">The present one.</param>
/// <param name="Code">Of the app, where the person has one.</param>
public sealed record Proof(string Password, string? Code);
