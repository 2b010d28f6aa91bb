namespace Cer.Host.Dashboards;

/// <summary>A producer's consent to record, or one to withdraw.</summary>
internal sealed record TotalConsentRequest(int? Member, string? From, string? To, string? Evidence, string? Reason);
