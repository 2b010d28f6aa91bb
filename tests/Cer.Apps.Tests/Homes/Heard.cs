using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cer.Apps.Tests.Homes;

/// <summary>A log that a test reads.</summary>
internal sealed class Heard : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Sentence)> All { get; } = new();

    /// <summary>What was said of things that were dropped.</summary>
    public IEnumerable<string> Drops =>
        All.Select(one => one.Sentence).Where(one => one.Contains("dropped", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
