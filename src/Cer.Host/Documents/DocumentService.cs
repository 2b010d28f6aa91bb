using Cer.Host.Data;
using Cer.Operations.Documents;
using Npgsql;

namespace Cer.Host.Documents;

/// <summary>Makes the documents that were ordered, a step after the other; goes on with what a dead node left.</summary>
internal sealed partial class DocumentService(MakeDocuments make, TimeProvider time, ILogger<DocumentService> logger)
    : BackgroundService
{
    private static readonly (TimeSpan, TimeSpan) Pauses = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => StepLoop.RunAsync(
        async () =>
        {
            while (await make.StepAsync(null, stoppingToken) is { } job)
                if (job.HasEnded) LogEnded(job.Id, job.Community.Value, job.State, job.Done);
        },
        Tell,
        Pauses,
        time,
        stoppingToken);

    private void Tell(Exception failure)
    {
        if (failure is NpgsqlException) LogAway(DatabaseFault.Reason(failure));
        else LogFault(failure.GetType().Name, failure.StackTrace);
    }

    [LoggerMessage(LogLevel.Information, "Documents, job {Job} of community {Community}: {State}, {Done} in the archive")]
    private partial void LogEnded(long job, int community, JobState state, int done);

    [LoggerMessage(LogLevel.Error, "Documents wait: the database failed ({Reason})")]
    private partial void LogAway(string reason);

    // Without its message, which may speak of members.
    [LoggerMessage(LogLevel.Error, "Making documents met an unforeseen {Kind}; trying again. {Place}")]
    private partial void LogFault(string kind, string? place);
}
