using System.Data.Common;
using Cer.Host.Data;
using Cer.Host.Workflows;
using Cer.Operations.Market;

namespace Cer.Host.Market;

/// <summary>Looks now and then for gaps in the prices and fills them; one node at a time does.</summary>
internal sealed partial class PriceService(
    FillPriceGaps fill, FlowDuties duties, TimeProvider time, ILogger<PriceService> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = First;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            pause = Pause;
            try
            {
                if (await duties.IsHeldAsync(FlowDuties.Prices, stoppingToken)) continue;
                if (await fill.RunAsync(stoppingToken) is { } work) Tell(work);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it is, the server goes on.
                if (failure is DbException or TimeoutException) LogStoreAway(DatabaseFault.Reason(failure));
                else LogFault(failure.GetType().Name, failure.StackTrace);
            }
        }
    }

    private void Tell(WorkOfPrices work)
    {
        if (work.Report.Requests > 0) LogFetched(work.Report.Counts.Written, work.Report.Requests, work.Left);
        if (work.Report.Problem is { } problem) LogProblem(problem);
    }

    [LoggerMessage(LogLevel.Information, "Fetched {Prices} prices with {Requests} requests; {Left} days of zones still lack some")]
    private partial void LogFetched(int prices, int requests, int left);

    [LoggerMessage(LogLevel.Warning, "Prices wait: {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(LogLevel.Error, "Prices wait for the database ({Reason})")]
    private partial void LogStoreAway(string reason);

    [LoggerMessage(LogLevel.Error, "Fetching prices met an unforeseen {Kind}; trying again. {Place}")]
    private partial void LogFault(string kind, string? place);
}
