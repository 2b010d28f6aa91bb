using Cer.Operations.Documents;

namespace Cer.Host.Documents;

/// <summary>How far a job has come, as JSON; the total is null until it began.</summary>
internal sealed record JobView(long Job, string State, int Done, int? Total, string? Problem)
{
    public static JobView From(DocumentJob job) => new(job.Id, Word(job.State), job.Done, job.Total, job.Problem);

    private static string Word(JobState state) => state switch
    {
        JobState.Waiting => "waiting",
        JobState.Running => "running",
        JobState.Done => "done",
        JobState.Cancelled => "cancelled",
        _ => "failed",
    };
}
