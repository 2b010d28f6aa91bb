namespace Cer.Operations.Ports;

/// <summary>A rule overlay as its file has it.</summary>
/// <param name="Name">Name of the file, without folder.</param>
/// <param name="Text">Its text.</param>
public sealed record RuleText(string Name, string Text);
