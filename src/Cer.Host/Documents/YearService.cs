using Cer.Host.Data;
using Cer.Operations.Documents;
using Cer.Operations.Paying.Books;
using Npgsql;

namespace Cer.Host.Documents;

/// <summary>Presses the papers of years that were handed out.</summary>
internal sealed partial class YearService(PressYears press, TimeProvider time, ILogger<YearService> logger) : BackgroundService
{
    private static readonly (TimeSpan, TimeSpan) Pauses = (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => StepLoop.RunAsync(
        async () =>
        {
            while (await press.StepAsync(stoppingToken) is var papers and > 0) LogPressed(papers);
        },
        Tell,
        Pauses,
        time,
        stoppingToken);

    private void Tell(Exception failure)
    {
        if (failure is PressException missing) LogMissing(missing.Message);
        else if (failure is NpgsqlException) LogAway(DatabaseFault.Reason(failure));
        else LogFault(failure.GetType().Name, failure.StackTrace);
    }

    [LoggerMessage(LogLevel.Information, "Accounts of years: {Papers} papers pressed")]
    private partial void LogPressed(int papers);

    [LoggerMessage(LogLevel.Error, "Accounts of years wait: {Reason}")]
    private partial void LogMissing(string reason);

    [LoggerMessage(LogLevel.Error, "Accounts of years wait: the database failed ({Reason})")]
    private partial void LogAway(string reason);

    // Without its message, which may speak of members.
    [LoggerMessage(LogLevel.Error, "Accounts of years met an unforeseen {Kind}; trying again. {Place}")]
    private partial void LogFault(string kind, string? place);
}
