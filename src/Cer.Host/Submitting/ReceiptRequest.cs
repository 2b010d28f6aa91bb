namespace Cer.Host.Submitting;

/// <summary>The protocol number that the portal gave.</summary>
internal sealed record ReceiptRequest(string? Protocol);
