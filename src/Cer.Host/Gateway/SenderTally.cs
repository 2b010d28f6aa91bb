using System.Data.Common;
using Cer.Host.Data;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Gateway;

/// <summary>Writes down now and then how many messages of whom were refused at the door.</summary>
/// <remarks>Not with each of them: refusing must cost less than taking.</remarks>
internal sealed partial class SenderTally(
    SenderLimits limits, ISenderStore store, TimeProvider time, ILogger<SenderTally> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the clock of the machine: one that stands still must not stop the counting.
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteAsync(CancellationToken.None);
        }
    }

    internal async Task WriteAsync(CancellationToken cancellation)
    {
        var counts = limits.TakeCounts();
        if (counts.Count == 0) return;
        try
        {
            await store.AddAsync(counts, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
            LogRefused(counts.Sum(count => count.Messages), counts.Count);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or OperationCanceledException)
        {
            limits.PutBack(counts);
            if (failure is DbException unreached) LogStoreFailed(DatabaseFault.Reason(unreached));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Refused {Messages} messages at the door, too many at once or with a bad body; senders: {Senders}")]
    private partial void LogRefused(long messages, int senders);

    [LoggerMessage(LogLevel.Error, "The store did not take the counts of refused messages ({Reason})")]
    private partial void LogStoreFailed(string reason);
}
