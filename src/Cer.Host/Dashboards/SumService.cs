using Cer.Host.Serve;
using Cer.Operations.Dashboards;

namespace Cer.Host.Dashboards;

/// <summary>Keeps the sums that dashboards read up to date; looks every few seconds what has changed.</summary>
/// <remarks>Of several servers each takes some of what waits.</remarks>
internal sealed partial class SumService(SumWaiting sums, ISumStore store, TimeProvider time, ILogger<SumService> logger)
    : RepeatedService(TimeSpan.FromSeconds(10), time), IProgress<SumsDrained>
{
    private const int Many = 200;

    private int _told;
    private int _putOff;

    public void Report(SumsDrained value)
    {
        // What a quiet day brings is not worth a line.
        if (value.Done < _told + Many) return;
        _told = value.Done;
        LogOnTheWay(value.Done, value.Left);
    }

    protected override async Task WorkAsync(CancellationToken cancellation)
    {
        _told = 0;
        var done = await sums.RunAsync(early: false, this, cancellation);
        if (done >= Many) LogDone(done);
        var putOff = await store.PutOffAsync(cancellation);
        if (putOff > _putOff) LogFaulty(putOff);
        _putOff = putOff;
    }

    protected override void TellFailure(string reason) => LogPutOff(reason);

    [LoggerMessage(LogLevel.Information, "Summed {Done} days for the dashboards, {Left} wait")]
    private partial void LogOnTheWay(int done, int left);

    [LoggerMessage(LogLevel.Information, "Summed {Done} days for the dashboards, none waits")]
    private partial void LogDone(int done);

    [LoggerMessage(LogLevel.Error, "{Count} days cannot be summed for the dashboards; trying again (core.sum_due tells which)")]
    private partial void LogFaulty(int count);

    [LoggerMessage(LogLevel.Warning, "The sums of the dashboards wait ({Reason}); trying again")]
    private partial void LogPutOff(string reason);
}
