using Microsoft.Extensions.Hosting;
using NetDaemon.AppModel;
using NetDaemon.Extensions.Logging;
using NetDaemon.Extensions.Scheduler;
using NetDaemon.Runtime;

namespace Cer.Apps.Host;

/// <summary>Runs the collectors on NetDaemon, as a program built from its template does.</summary>
/// <remarks>
/// The order and the names are those of NetDaemon's published documentation (docs of github.com/net-daemon, the program of
/// its template); the tests compile this file against signatures that were written from its source.
/// </remarks>
public static class CollectorsHost
{
    public static IHostBuilder Of(string[] arguments) => Microsoft.Extensions.Hosting.Host
        .CreateDefaultBuilder(arguments)
        .UseNetDaemonAppSettings()
        .UseNetDaemonDefaultLogging()
        .UseNetDaemonRuntime()
        .ConfigureServices((_, services) => services
            .AddAppsFromAssembly(typeof(InverterApp).Assembly)
            .AddNetDaemonStateManager()
            .AddNetDaemonScheduler());
}
