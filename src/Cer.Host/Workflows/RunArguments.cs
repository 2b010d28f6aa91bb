namespace Cer.Host.Workflows;

/// <summary>What was asked of <c>cer workflow run</c>.</summary>
internal sealed record RunArguments(
    string File, IReadOnlyList<string> With, string? Input, string Joins, bool Drain, string? State, double Timeout);
