namespace Cer.Workflows.Running;

/// <summary>A mail that an activity wants to have sent.</summary>
public sealed record Letter(
    string? From, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc, string? Subject, string? Body);
