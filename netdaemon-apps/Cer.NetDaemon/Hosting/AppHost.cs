using System.Reactive.Concurrency;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.Extensions.Scheduler;
using NetDaemon.HassModel;

namespace Cer.NetDaemon;

/// <summary>Runs apps on a Home Assistant: all are made anew on each connection, and disposed when it is lost.</summary>
/// <remarks>As NetDaemon does, so that apps behave here as there. An app that fails to start does not hold up the others.</remarks>
public sealed partial class AppHost(
    IReadOnlyCollection<Type> types, IConfiguration settings, IHomeLink link, IScheduler scheduler, ILoggerFactory loggers)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = loggers.CreateLogger<AppHost>();

    /// <summary>How long it waits after a connection that failed.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Adds what apps may ask for beside what every app may.</summary>
    public Action<IServiceCollection> More { get; init; } = _ => { };

    /// <summary>The apps of an assembly; only those with the focus, when one has it.</summary>
    public static IReadOnlyCollection<Type> AppsOf(Assembly assembly)
    {
        Type[] all =
        [
            .. assembly.GetTypes().Where(type =>
                type is { IsClass: true, IsAbstract: false, IsGenericType: false }
                && type.GetCustomAttribute<NetDaemonAppAttribute>() is not null),
        ];
        var focused = all.Where(type => type.GetCustomAttribute<FocusAttribute>() is not null).ToArray();
        return focused.Length > 0 ? focused : all;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await link.ReadyAsync(cancellation);
                await RunOnceAsync(cancellation);
                LogLost();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogAway(failure.Message);
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var events = await link.ListenAsync(over.Token);
        var states = new HomeStates();
        states.Begin(await link.StatesAsync(cancellation), await RegistryAsync(cancellation));
        await using var services = Services(states);
        List<RunningApp> apps = [];
        try
        {
            foreach (var type in types)
                if (await StartAsync(services, type) is { } app) apps.Add(app);
            await foreach (var one in events.WithCancellation(cancellation))
            {
                if (one.Deserialize<Event>() is not { } told) continue;
                if (told is { EventType: "state_changed", DataElement: { } data }) states.Take(data);
                foreach (var app in apps) app.Context.Tell(told);
            }
        }
        finally
        {
            await over.CancelAsync();
            foreach (var app in apps) await EndAsync(app);
        }
    }

    private async Task<RunningApp?> StartAsync(ServiceProvider services, Type type)
    {
        var id = type.GetCustomAttribute<NetDaemonAppAttribute>()?.Id ?? type.FullName!;
        var scope = services.CreateAsyncScope();
        try
        {
            var app = new RunningApp(id, ActivatorUtilities.CreateInstance(scope.ServiceProvider, type), scope);
            try
            {
                await app.InitializeAsync().WaitAsync(LongestStart);
            }
            catch (TimeoutException)
            {
                LogSlow(id, LongestStart.TotalSeconds);
            }

            return app;
        }
        catch (Exception failure)
        {
            LogNotStarted(id, failure.Message);
            await scope.DisposeAsync();
            return null;
        }
    }

    private async Task EndAsync(RunningApp app)
    {
        try
        {
            await app.DisposeAsync().AsTask().WaitAsync(LongestEnd);
        }
        catch (Exception failure)
        {
            LogNotEnded(app.Id, failure.Message);
        }
    }

    private async Task<IReadOnlyList<HomeEntry>> RegistryAsync(CancellationToken cancellation)
    {
        try
        {
            return await link.RegistryAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNoRegistry(failure.Message);
            return [];
        }
    }

    private ServiceProvider Services(HomeStates states)
    {
        var services = new ServiceCollection();
        More(services);
        return services
            .AddSingleton(loggers)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(settings)
            .AddSingleton(link)
            .AddSingleton(states)
            .AddSingleton<IHomeAssistantConnection, HomeApi>()
            .AddSingleton<IHomeAssistantApiManager>(all => all.GetRequiredService<IHomeAssistantConnection>())
            .AddSingleton(typeof(IAppConfig<>), typeof(AppConfig<>))
            .AddScoped<AppHaContext>()
            .AddScoped<IHaContext>(all => all.GetRequiredService<AppHaContext>())
            .AddScoped<IScheduler>(all => new AppScheduler(scheduler, all.GetRequiredService<ILogger<AppScheduler>>()))
            .AddScoped<INetDaemonScheduler>(all => new NetDaemonScheduler(all.GetRequiredService<IScheduler>()))
            .BuildServiceProvider();
    }

    [LoggerMessage(LogLevel.Information, "The connection to Home Assistant was lost: all apps were ended")]
    private partial void LogLost();

    [LoggerMessage(LogLevel.Warning, "Home Assistant is away: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Error, "App {App} did not start: {Reason}")]
    private partial void LogNotStarted(string app, string reason);

    [LoggerMessage(LogLevel.Warning, "App {App} has been starting for {Seconds} s, and goes on by itself")]
    private partial void LogSlow(string app, double seconds);

    [LoggerMessage(LogLevel.Error, "App {App} did not end: {Reason}")]
    private partial void LogNotEnded(string app, string reason);

    [LoggerMessage(LogLevel.Warning, "The registries were not read: {Reason}")]
    private partial void LogNoRegistry(string reason);
}
