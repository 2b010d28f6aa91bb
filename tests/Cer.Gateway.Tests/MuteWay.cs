using Cer.Operations.Submitting;

namespace Cer.Gateway.Tests;

/// <summary>The other side in a test's hand: what it keeps, what it answers, and what it was asked.</summary>
internal sealed class MuteWay : ISubmissionWay
{
    /// <summary>What sending answers; what is there then, by key.</summary>
    public Func<WayAnswer> OnSubmit { get; set; } = () => new WayAnswer.Received("P-1");

    public Func<WayAnswer> OnAsk { get; set; } = () => new WayAnswer.Absent();

    public List<string> Calls { get; } = [];

    public string? Closed => null;

    public Task<WayAnswer> SubmitAsync(
        CallFor call, Submission submission, IReadOnlyList<SubmissionFile> files, CancellationToken cancellation)
    {
        Calls.Add($"submit {submission.Key} {files.Count}");
        return Task.FromResult(OnSubmit());
    }

    public Task<WayAnswer> AskAsync(CallFor call, Submission submission, CancellationToken cancellation)
    {
        Calls.Add($"ask {submission.Key}");
        return Task.FromResult(OnAsk());
    }
}
