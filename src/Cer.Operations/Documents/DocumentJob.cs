using Cer.Operations.Ports;

namespace Cer.Operations.Documents;

/// <summary>An order and how far it has come.</summary>
/// <param name="Community">Whose documents.</param>
/// <param name="Id">The store's number of the job.</param>
/// <param name="Order">What is wanted.</param>
/// <param name="Who">Who asked.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Run">The run that the documents tell of; null before it began.</param>
/// <param name="Total">How many documents there are to be; null before it began.</param>
/// <param name="Done">How many are in the archive.</param>
/// <param name="Faults">Members whose document could not be made, 0 for the report.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record DocumentJob(
    CommunityId Community,
    long Id,
    DocumentOrder Order,
    string Who,
    JobState State,
    long? Run,
    int? Total,
    int Done,
    IReadOnlyList<int> Faults,
    string? Problem)
{
    public bool HasEnded => State is not (JobState.Waiting or JobState.Running);
}
