namespace Cer.Operations.Submitting;

/// <summary>The way by which packages go to GSE and ARERA over the network, where there is one.</summary>
public interface ISubmissionWay
{
    /// <summary>Why nothing can be sent, as a sentence; null when it can.</summary>
    string? Closed { get; }

    /// <summary>Sends a package under its key; what may have been taken is asked for before it is sent again.</summary>
    Task<WayAnswer> SubmitAsync(
        CallFor call, Submission submission, IReadOnlyList<SubmissionFile> files, CancellationToken cancellation);

    /// <summary>Asks how a package stands there.</summary>
    Task<WayAnswer> AskAsync(CallFor call, Submission submission, CancellationToken cancellation);
}
