namespace Cer.Host.Submitting;

/// <summary>Why a package is made anew.</summary>
internal sealed record CorrectRequest(string? Reason);
