namespace Cer.Host.Blocks.Money;

/// <summary>What a block was given cannot be worked with; its outcome is <c>Refused</c>, and the sentence says why.</summary>
internal sealed class RefusedInput(string sentence) : Exception(sentence);
