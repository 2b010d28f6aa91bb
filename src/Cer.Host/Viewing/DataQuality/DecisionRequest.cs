namespace Cer.Host.Viewing.DataQuality;

/// <summary>What a person decides about a line kept apart.</summary>
internal sealed record DecisionRequest(string? Decision, string? Reason);
