namespace Cer.Host.Submitting;

/// <summary>A package that is asked for.</summary>
internal sealed record PrepareRequest(string? Month, string? Kind);
