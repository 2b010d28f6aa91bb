namespace Cer.Operations.Documents;

/// <summary>What a letter says of the document that it brings.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">The letter as plain text.</param>
public sealed record Cover(string Subject, string Text);
