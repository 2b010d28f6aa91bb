namespace Cer.Operations.Documents;

/// <summary>A part of what the community's plants earned in a month, all of them together.</summary>
/// <param name="Money">Which money: <c>tip</c> or <c>cac</c>.</param>
/// <param name="Code">Which part, as explanations call it, such as <c>tip.base</c>.</param>
/// <param name="Eur">EUR, exact.</param>
/// <param name="Acts">The acts that say so.</param>
public sealed record AccountLine(string Money, string Code, decimal Eur, IReadOnlyList<string> Acts);
