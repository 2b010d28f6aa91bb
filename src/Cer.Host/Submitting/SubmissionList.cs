namespace Cer.Host.Submitting;

/// <summary>The packages of a community.</summary>
/// <param name="CanSend">Whether there is a way over the network.</param>
/// <param name="Why">Why there is none; null when there is one.</param>
/// <param name="Submissions">The packages, the newest month first.</param>
internal sealed record SubmissionList(bool CanSend, string? Why, IReadOnlyList<SubmissionView> Submissions);
