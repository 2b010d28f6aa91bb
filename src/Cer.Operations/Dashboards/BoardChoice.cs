namespace Cer.Operations.Dashboards;

/// <summary>A value that a variable may have.</summary>
public sealed record BoardChoice(string Text, string Value);
