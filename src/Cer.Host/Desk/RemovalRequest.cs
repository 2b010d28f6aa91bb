namespace Cer.Host.Desk;

/// <summary>Why a scan is taken away.</summary>
internal sealed record RemovalRequest(string? Reason);
