namespace Cer.Host.Submitting;

/// <summary>Why, of one field.</summary>
internal sealed record FeedbackReason(string? Field, string? Code, string? Text);
