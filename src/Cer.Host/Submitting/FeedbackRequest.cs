namespace Cer.Host.Submitting;

/// <summary>What the portal answered.</summary>
internal sealed record FeedbackRequest(bool? Accepted, IReadOnlyList<FeedbackReason?>? Reasons);
