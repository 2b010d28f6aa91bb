using Microsoft.Extensions.Logging;

namespace Cer.Host.Tests.Mqtt;

/// <summary>Hears in the program's log that its intake is connected and has subscribed.</summary>
internal sealed class SubscribedLog : ILoggerProvider, ILogger
{
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it has: what is published from then on reaches the node.</summary>
    public Task Subscribed => _subscribed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "LogConnected") _subscribed.TrySetResult();
    }

    public void Dispose()
    {
    }
}
