namespace Cer.Operations.Mail;

/// <summary>Somebody whom a report of non-delivery names.</summary>
/// <param name="Address">As the letter had it, or as it was in the end.</param>
/// <param name="Code">Why, by the server that said it first hand; null when it did not say.</param>
public sealed record FailedRecipient(string Address, StatusCode? Code);
