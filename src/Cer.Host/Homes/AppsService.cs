using System.Reactive.Concurrency;
using Cer.Apps;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;

namespace Cer.Host.Homes;

/// <summary>Runs the apps of <c>netdaemon-apps</c> inside the server, on the settings of a folder.</summary>
internal sealed partial class AppsService(
    string folder, ILoggerFactory loggers, ILogger<AppsService> logger, HomeClient? client = null) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever its files hold, the server starts.
        await Task.Yield();
        if (client is null)
        {
            LogMisfit("Found no way to Home Assistant, expected url and token_file in the section home of the settings.");
            return;
        }

        try
        {
            client.Start();
            var types = AppHost.AppsOf(typeof(InverterApp).Assembly);
            var host = new AppHost(types, AppSettings.Read(folder), new AppsLink(client), TaskPoolScheduler.Default, loggers);
            LogStarting(types.Count);
            await host.RunAsync(stoppingToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogMisfit(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} apps for Home Assistant start when it is there")]
    private partial void LogStarting(int count);

    [LoggerMessage(LogLevel.Error, "The apps for Home Assistant do not run. {Reason}")]
    private partial void LogMisfit(string reason);
}
