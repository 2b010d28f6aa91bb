namespace Cer.Operations.Submitting;

/// <summary>No way over the network: packages are handed over by people.</summary>
/// <param name="why">Why there is none, as a sentence.</param>
public sealed class NoWay(string why) : ISubmissionWay
{
    public const string NoSection =
        "Found no section submissions in settings.json, expected one to send over the network: GSE and ARERA have no public"
        + " interface for it, so a person hands the package over on their portal.";

    public string? Closed => why;

    public Task<WayAnswer> SubmitAsync(
        CallFor call, Submission submission, IReadOnlyList<SubmissionFile> files, CancellationToken cancellation) =>
        Task.FromResult<WayAnswer>(new WayAnswer.Refused(why));

    public Task<WayAnswer> AskAsync(CallFor call, Submission submission, CancellationToken cancellation) =>
        Task.FromResult<WayAnswer>(new WayAnswer.PutOff(why));
}
