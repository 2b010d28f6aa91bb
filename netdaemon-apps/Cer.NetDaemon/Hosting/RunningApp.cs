using Microsoft.Extensions.DependencyInjection;
using NetDaemon.AppModel;

namespace Cer.NetDaemon;

/// <summary>One app that runs, with what was made for it alone.</summary>
internal sealed class RunningApp(string id, object instance, AsyncServiceScope scope) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();

    public string Id => id;

    public AppHaContext Context { get; } = scope.ServiceProvider.GetRequiredService<AppHaContext>();

    public Task InitializeAsync() =>
        instance is IAsyncInitializable starts ? starts.InitializeAsync(_end.Token) : Task.CompletedTask;

    /// <summary>First the app, then what it was given: it may still call while it ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            if (instance is IAsyncDisposable waits) await waits.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
        finally
        {
            await scope.DisposeAsync();
            _end.Dispose();
        }
    }
}
