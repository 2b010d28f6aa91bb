using Microsoft.Extensions.Logging;
using NodaTime;

namespace Cer.Apps;

/// <remarks>What it says: never whose point it is.</remarks>
public sealed partial class Collector
{
    private void LogFailed(Exception failure) => LogFailure(failure.Message);

    [LoggerMessage(LogLevel.Error, "A meter is not read. {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(LogLevel.Error, "The collector failed at something: {Reason}")]
    private partial void LogFailure(string reason);

    [LoggerMessage(LogLevel.Warning, "The collector waits for its folder: {Reason}")]
    private partial void LogFolder(string reason);

    [LoggerMessage(LogLevel.Warning, "Too much came at once: {Count} values were dropped")]
    private partial void LogDropped(long count);

    [LoggerMessage(LogLevel.Error, "Found a state file that cannot be read; it is put aside, and counters begin anew")]
    private partial void LogBroken();

    [LoggerMessage(LogLevel.Warning, "{Meter}: the history was not read, what was missed stays a gap: {Reason}")]
    private partial void LogNoHistory(string meter, string reason);

    [LoggerMessage(LogLevel.Warning, "{Meter}: the history is not there yet, and is asked for again: {Reason}")]
    private partial void LogHistoryLater(string meter, string reason);

    [LoggerMessage(LogLevel.Warning, "{Meter}: the clock was ahead when its counter was read last; it is read anew by the clock of now")]
    private partial void LogAhead(string meter);

    [LoggerMessage(LogLevel.Information, "{Meter}: it was read by another entity or unit before, or one that is not written down; it begins anew")]
    private partial void LogAnew(string meter);

    [LoggerMessage(LogLevel.Warning, "{Meter}: a gap from {From} to {To}; the counter went on by {Amount}, and nothing is put in it")]
    private partial void LogGap(string meter, Instant from, Instant to, string amount);
}
