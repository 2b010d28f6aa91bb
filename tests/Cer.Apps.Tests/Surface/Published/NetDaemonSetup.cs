// What a program calls to run apps on NetDaemon, with the signatures of its published source (github.com/net-daemon/netdaemon, 2026).
// The bodies are of the tests: they write down that they were called.
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NetDaemon.AppModel
{
    /// <summary>AppModel/NetDaemon.AppModel/Common/Extensions/ServiceCollectionExtension.cs.</summary>
    internal static class ServiceCollectionExtensions
    {
        public static IServiceCollection AddAppsFromAssembly(this IServiceCollection services, Assembly assembly) =>
            Cer.Apps.Tests.Surface.Asked.Note(services, $"AddAppsFromAssembly {assembly.GetName().Name}");
    }
}

namespace NetDaemon.Extensions.Logging
{
    /// <summary>Extensions/NetDaemon.Extensions.Logging.</summary>
    internal static class ServiceCollectionExtensions
    {
        public static IHostBuilder UseNetDaemonDefaultLogging(this IHostBuilder builder) =>
            Cer.Apps.Tests.Surface.Asked.Note(builder, "UseNetDaemonDefaultLogging");
    }
}

namespace NetDaemon.Extensions.Scheduler
{
    /// <summary>Extensions/NetDaemon.Extensions.Scheduling.</summary>
    internal static class DependencyInjectionSetup
    {
        public static IServiceCollection AddNetDaemonScheduler(this IServiceCollection services) =>
            Cer.Apps.Tests.Surface.Asked.Note(services, "AddNetDaemonScheduler");
    }
}

namespace NetDaemon.Runtime
{
    /// <summary>Runtime/NetDaemon.Runtime/Common/Extensions/HostBuilderExtensions.cs.</summary>
    internal static class HostBuilderExtensions
    {
        public static IHostBuilder UseNetDaemonAppSettings(this IHostBuilder hostBuilder) =>
            Cer.Apps.Tests.Surface.Asked.Note(hostBuilder, "UseNetDaemonAppSettings");

        public static IHostBuilder UseNetDaemonRuntime(this IHostBuilder hostBuilder) =>
            Cer.Apps.Tests.Surface.Asked.Note(hostBuilder, "UseNetDaemonRuntime");
    }

    /// <summary>Runtime/NetDaemon.Runtime/Common/Extensions/ServiceBuilderExtensions.cs.</summary>
    internal static class ServiceBuilderExtensions
    {
        public static IServiceCollection AddNetDaemonStateManager(this IServiceCollection services) =>
            Cer.Apps.Tests.Surface.Asked.Note(services, "AddNetDaemonStateManager");
    }
}
