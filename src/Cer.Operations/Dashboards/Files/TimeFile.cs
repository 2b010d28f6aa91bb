namespace Cer.Operations.Dashboards.Files;

/// <summary>The span that is shown at first.</summary>
public sealed record TimeFile(string? From, string? To);
